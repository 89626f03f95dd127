"""Builds one archive that installs gangyao on machines without network; run by `make offline`.

    .venv/bin/python install/offline.py                           for every machine of MACHINES
    .venv/bin/python install/offline.py --machine x86_64-3.11     for this one only; may be given several times

It holds the pinned packages as wheels, the product's own wheel, pip, the script that installs them, and checksums.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "install" / "requirements"
FILES = ROOT / "install" / "offline"
DIST = ROOT / "dist"
INSTALLED = ("run", "postgresql")  # the lists of pins that are installed; pip itself only comes along
_GLIBC = ("2_17", "2_26", "2_27", "2_28")  # openEuler 20.03, Kylin V10 and later have 2.28 or newer


class Machine(NamedTuple):
    """What a wheel is made for: architecture, as `uname -m` says it, and Python, such as 3.11."""

    architecture: str
    python: str


MACHINES = [Machine(architecture, f"3.{minor}") for architecture in ("x86_64", "aarch64") for minor in (11, 12, 13)]
HERE = Machine(platform.machine(), f"{sys.version_info.major}.{sys.version_info.minor}")


class NotBuilt(Exception):
    """The archive cannot be made; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    """Builds the archive and prints its path."""
    parser = argparse.ArgumentParser(description="制作断网安装包")
    parser.add_argument("--machine", action="append", metavar="x86_64-3.11", help="只为这种机器制作；可以给多次")
    parser.add_argument("--output", type=Path, default=DIST, help="放在哪个文件夹，默认 dist")
    parsed = parser.parse_args(arguments)
    machines = [Machine(*word.split("-", 1)) for word in parsed.machine or ()] or MACHINES
    try:
        archive, served = build(machines, parsed.output)
    except NotBuilt as reason:
        print(reason, file=sys.stderr)
        return 1
    print(archive)
    _say(
        f"{archive.stat().st_size / 1e6:.0f} MB，适用于：{'、'.join(f'{m.architecture} Python {m.python}' for m in served)}"
    )
    return 0


def build(machines: list[Machine], output: Path) -> tuple[Path, list[Machine]]:
    """Makes the archive; gives it and the machines it serves.

    Raises:
        NotBuilt: a package is missing for every machine, or the product's own wheel is not whole.
    """
    version = _version()
    every = machines == MACHINES
    name = f"gangyao-{version}-offline" + ("" if every else "-" + "-".join(map("-".join, machines)))
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output) as scratch:
        folder = Path(scratch) / name
        wheels = folder / "wheels"
        wheels.mkdir(parents=True)
        _build_product(wheels)
        served = [machine for machine in machines if _download(machine, wheels, Path(scratch))]
        if not served:
            raise NotBuilt(
                "没有制作：软件包取不到。请确认这台机器能访问软件包源（可以是内网镜像），再运行 make offline"
            )
        _write_files(folder, version, served)
        return _pack(folder, output / f"{name}.tar.gz"), served


def _version() -> str:
    found = re.search(r'__version__ = "([^"]+)"', (ROOT / "src/gangyao/__init__.py").read_text(encoding="utf8"))
    assert found
    return found[1]


def _build_product(wheels: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels)
    (product,) = wheels.glob("gangyao-*.whl")
    if "gangyao/workbench/static/vendor/echarts.min.js" not in zipfile.ZipFile(product).namelist():
        raise NotBuilt("没有制作：浏览器用的文件还没有准备好。请先运行 make setup")


def _download(machine: Machine, wheels: Path, scratch: Path) -> bool:
    """Brings the wheels of one machine; a machine that some package has no wheel for is left out and named."""
    wanted = scratch / "wanted.txt"
    lines = {line for name in (*INSTALLED, "pip") for line in pins_for(machine, (PINS / f"{name}.txt").read_text())}
    wanted.write_text("\n".join(sorted(lines)) + "\n")
    abi = "cp" + machine.python.replace(".", "")
    command: list[object] = [
        sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps",
        "--only-binary", ":all:", "--require-hashes", "--requirement", wanted, "--dest", wheels,
        "--python-version", machine.python, "--implementation", "cp", "--abi", abi, "--abi", "abi3", "--abi", "none",
    ]  # fmt: skip
    for glibc in _GLIBC:
        command += ["--platform", f"manylinux_{glibc}_{machine.architecture}"]
    command += ["--platform", f"manylinux2014_{machine.architecture}", "--platform", "any"]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        _say(f"略去 {machine.architecture} 的 Python {machine.python}：{reasons[-1] if reasons else done.stderr}")
    return not done.returncode


def pins_for(machine: Machine, pins: str) -> list[str]:
    """The lines of a list of pins that hold on one machine, each with its hashes and without its condition."""
    environment = {
        "python_version": machine.python, "python_full_version": f"{machine.python}.0",
        "platform_machine": machine.architecture, "sys_platform": "linux", "platform_system": "Linux", "os_name": "posix",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    held = []
    for line in pins.replace("\\\n", " ").splitlines():
        pin, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
        if not pin or pin.startswith("#"):
            continue
        requirement = Requirement(pin)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            held.append(" ".join([f"{requirement.name}{requirement.specifier}", *hashes]))
    return held


def _write_files(folder: Path, version: str, served: list[Machine]) -> None:
    """Everything beside the wheels; the checksums last, over all of it."""
    shutil.copytree(FILES / "files", folder / "files")
    shutil.copyfile(FILES / "install.sh", folder / "install.sh")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    (folder / "VERSION").write_text(version + "\n")
    (folder / "MACHINES").write_text("".join(f"{machine.architecture} {machine.python}\n" for machine in served))
    pins = "".join((PINS / f"{name}.txt").read_text(encoding="utf8") for name in INSTALLED)
    (folder / "requirements.txt").write_text(pins, encoding="utf8")
    listed = "".join(f"    {machine.architecture}，Python {machine.python}\n" for machine in served)
    words = (FILES / "安装说明.txt").read_text(encoding="utf8")
    for mark, value in (("@VERSION@", version), ("@NAME@", folder.name), ("@MACHINES@\n", listed)):
        words = words.replace(mark, value)
    (folder / "安装说明.txt").write_text(words, encoding="utf8")
    write_sums(folder)


def write_sums(folder: Path) -> None:
    """Writes SHA256SUMS over every other file of the folder."""
    sums = folder / "SHA256SUMS"
    sums.unlink(missing_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files]
    sums.write_text("".join(lines), encoding="utf8")


def _pack(folder: Path, archive: Path) -> Path:
    """One file, put in its place when it is whole; whose machine made it is not told."""

    def nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mode = 0o755 if entry.isdir() or entry.name.endswith(".sh") else 0o644
        return entry

    unfinished = folder.parent / archive.name
    with tarfile.open(unfinished, "w:gz", compresslevel=1) as packed:  # wheels are compressed already
        packed.add(folder, folder.name, filter=nobodys)
    return unfinished.replace(archive)


def _run(*command: object) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"没有制作：{' '.join(map(str, command[:4]))} 没有成功\n{done.stdout}{done.stderr}")


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
