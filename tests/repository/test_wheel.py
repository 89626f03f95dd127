"""The built wheel is whole: installed alone, outside the checkout and read-only, it serves the bundled plan."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import threading
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_WAIT = 240


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=_WAIT)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_vocabulary_plans_pages_and_the_browsers_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "gangyao/vocabulary/units.yaml", "gangyao/vocabulary/indicators.yaml", "gangyao/plans/ziliujing-14/digest.txt",
        "gangyao/plans/ziliujing-14/services/C05.yaml",
        "gangyao/store/bundle.schema.json", "gangyao/workbench/templates/workbench/overview.html",
        "gangyao/workbench/static/vendor/echarts.min.js", "gangyao/workbench/static/css/site.css",
    ):  # fmt: skip
        assert wanted in names
    assert not [name for name in names if "/tests/" in name or name.endswith(".pyc")]


def test_the_installed_wheel_serves_its_pages_from_a_folder_that_cannot_be_written(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, symlinks=True, with_pip=True)
    python = environment / "bin" / "python"
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    pins = ROOT / "install" / "requirements" / "run.txt"
    subprocess.run([*pip, "--require-hashes", "--requirement", pins], check=True, timeout=_WAIT)
    subprocess.run([*pip, "--no-deps", wheel], check=True, timeout=_WAIT)
    package = Path(_output(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")) / "gangyao"
    for path in [package, *package.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = _fingerprints(package)
    answers = _served(python, tmp_path)
    assert {path: status for path, (status, _) in answers.items()} == dict.fromkeys(answers, 200)
    assert "总览" in answers["/plans/ziliujing-14/"][1]
    assert _fingerprints(package) == before  # also where the tests run as root, whom no mode keeps from writing
    for path in [package, *package.rglob("*")]:
        path.chmod(0o755)


def _fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _output(*command: object, **options: object) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True, **options)
    return done.stdout.strip()


def _served(python: Path, folder: Path) -> dict[str, tuple[int, str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GANGYAO_", "PYTHON", "DJANGO_"))}
    environment = {**kept, "GANGYAO_HOME": str(folder / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    found = _output(python, "-c", "import gangyao; print(gangyao.__file__)", cwd=folder, env=environment)
    assert str(folder) in found
    command = [python, "-m", "gangyao.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
        watchdog = threading.Timer(_WAIT, process.kill)
        watchdog.start()
        try:
            assert process.stderr is not None
            said = ""
            for line in process.stderr:
                said += line
                if address := re.search(r"http://127\.0\.0\.1:\d+", line):
                    return _fetched(address[0])
            pytest.fail(said)
        finally:
            watchdog.cancel()
            process.terminate()


def _fetched(address: str) -> dict[str, tuple[int, str]]:
    paths = (
        "/plans/ziliujing-14/",
        "/plans/ziliujing-14/text/",
        "/plans/ziliujing-14/targets/",
        "/static/vendor/echarts.min.js",
    )
    answers = {}
    for path in paths:
        with urllib.request.urlopen(address + path, timeout=60) as answer:
            answers[path] = (answer.status, answer.read().decode())
    return answers
