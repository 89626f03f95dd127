"""What goes into the archive for machines without network, and what its script refuses before it does anything."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
_PINS = """\
one==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
# a remark
old==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:cc
windows==3.0 ; sys_platform == 'win32' \\
    --hash=sha256:dd
arm==4.0 ; platform_machine == 'aarch64' \\
    --hash=sha256:ee
"""


@pytest.fixture(scope="module")
def offline() -> ModuleType:
    spec = importlib.util.spec_from_file_location("offline", ROOT / "install" / "offline.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("architecture", "python", "names"),
    [("x86_64", "3.11", ["one", "old"]), ("x86_64", "3.13", ["one"]), ("aarch64", "3.12", ["one", "arm"])],
)
def test_a_machine_gets_the_pins_that_hold_on_it_whatever_runs_the_build(
    offline: ModuleType, architecture: str, python: str, names: list[str]
) -> None:
    held = offline.pins_for(offline.Machine(architecture, python), _PINS)
    assert [line.partition("==")[0] for line in held] == names
    assert held[0] == "one==1.0 --hash=sha256:aa --hash=sha256:bb"


@pytest.fixture
def archive(tmp_path: Path, offline: ModuleType) -> Path:
    """An archive without wheels, for a machine that does not exist."""
    folder = tmp_path / "archive"
    shutil.copytree(ROOT / "install" / "offline", folder)
    (folder / "VERSION").write_text("0.0.1\n")
    (folder / "MACHINES").write_text("pdp11 3.11\n")
    offline.write_sums(folder)
    return folder


def _install(archive: Path, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(archive.parent)}
    command = ["sh", str(archive / "install.sh"), *map(str, words)]
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_sums_are_what_sha256sum_reads(archive: Path) -> None:
    lines = (archive / "SHA256SUMS").read_text(encoding="utf8").splitlines()
    digest = hashlib.sha256((archive / "install.sh").read_bytes()).hexdigest()
    assert f"{digest}  install.sh" in lines
    assert len(lines) == sum(path.is_file() for path in archive.rglob("*")) - 1


def test_a_machine_the_archive_was_not_made_for_is_told_which_it_was_made_for(archive: Path) -> None:
    done = _install(archive, archive.parent / "target")
    assert done.returncode == 1
    assert "pdp11 3.11" in done.stderr
    assert "--python" in done.stderr
    assert not (archive.parent / "target").exists()


def test_a_folder_with_other_things_is_left_alone(archive: Path) -> None:
    (archive.parent / "letters").mkdir()
    (archive.parent / "letters" / "one.txt").touch()
    done = _install(archive, archive.parent / "letters")
    assert done.returncode == 1
    assert "已有别的东西" in done.stderr
    assert [path.name for path in (archive.parent / "letters").iterdir()] == ["one.txt"]


def test_going_back_where_nothing_was_upgraded_says_so(archive: Path) -> None:
    done = _install(archive, "--back", archive.parent / "target")
    assert done.returncode == 1
    assert "没有升级之前的版本" in done.stderr


@pytest.mark.parametrize(("words", "said"), [(["--date", "x"], "不认识 --date"), (["--data"], "后面要跟一个值")])
def test_a_wrong_option_is_named(archive: Path, words: list[str], said: str) -> None:
    done = _install(archive, *words)
    assert done.returncode == 1
    assert said in done.stderr


def test_help_names_every_option_and_the_page_does_too(archive: Path) -> None:
    said = _install(archive, "--help").stdout
    page = (ROOT / "docs" / "how-to" / "install-without-network.md").read_text(encoding="utf8")
    for option in ("--data", "--python", "--back"):
        assert option in said
        assert f"`{option}`" in page


@pytest.mark.parametrize("shell", ["sh", "bash", "dash"])
def test_the_scripts_are_right_for_every_shell_there_is(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"这台机器没有 {shell}")
    for script in ("install.sh", "files/gangyao", "files/start.sh"):
        subprocess.run([shell, "-n", ROOT / "install" / "offline" / script], check=True, timeout=20)


def test_settings_reach_the_program_as_they_are_written(tmp_path: Path) -> None:
    target, printed = tmp_path / "my programs", tmp_path / "my programs" / "current" / "venv" / "bin" / "gangyao"
    printed.parent.mkdir(parents=True)
    printed.write_text('#!/bin/sh\nprintf "%s\\n" "$GANGYAO_HOME" "$GANGYAO_DATABASE_URL" "$GANGYAO_WORKERS" "$1"\n')
    printed.chmod(0o755)
    program = (ROOT / "install/offline/files/gangyao").read_text(encoding="utf8").replace("@TARGET@", str(target))
    (target / "settings.env").write_text("# 说明\nGANGYAO_HOME=/a b/c\nGANGYAO_WORKERS=4\nnot a setting\n")
    (target / "secret.env").write_text("GANGYAO_DATABASE_URL=postgresql://a:b%24c@h/x?y=1&z=`id`$(id)")
    done = subprocess.run(
        ["sh", "-c", program, "gangyao", "two words"], env={"PATH": os.environ["PATH"], "GANGYAO_WORKERS": "7"},
        capture_output=True, text=True, timeout=20, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["/a b/c", "postgresql://a:b%24c@h/x?y=1&z=`id`$(id)", "7", "two words"]
