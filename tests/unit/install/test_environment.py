"""What makes a machine ready does each thing once, and says in one line what it cannot do itself."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", ROOT / "install" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path)
    return module


def test_a_piece_of_work_is_done_again_only_when_its_inputs_change(environment: ModuleType, tmp_path: Path) -> None:
    pins, done = tmp_path / "run.txt", []
    pins.write_text("one")
    for _ in range(2):
        environment._once("run", [pins], lambda: done.append("run"))
    assert done == ["run"]
    pins.write_text("two")
    environment._once("run", [pins], lambda: done.append("again"))
    assert done == ["run", "again"]


def test_work_that_failed_is_done_again(environment: ModuleType) -> None:
    def fail() -> None:
        raise subprocess.CalledProcessError(1, ["pip"])

    with pytest.raises(subprocess.CalledProcessError):
        environment._once("run", [], fail)
    done: list[str] = []
    environment._once("run", [], lambda: done.append("run"))
    assert done == ["run"]


def test_an_old_python_is_named_with_what_to_type(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert environment.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "3.9.2" in said
    assert "make run PYTHON=" in said


def test_without_ensurepip_one_who_is_not_root_is_told_the_line_to_type(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    with pytest.raises(environment.NotReady, match=r"sudo apt-get install -y python3\.\d+-venv"):
        environment._bring_venv_module()


def test_without_ensurepip_root_gets_the_package(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(environment.os, "geteuid", lambda: 0)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environment, "_apt", installed.append)
    environment._bring_venv_module()
    assert installed == [f"python3.{sys.version_info.minor}-venv"]


def test_programs_for_tests_that_cannot_be_had_are_named(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "_PROGRAMS", {"chromium": lambda: False, "postgresql": lambda: True})
    monkeypatch.setattr(environment.os, "geteuid", lambda: 1000)
    environment._bring_programs()
    said = capsys.readouterr().err
    assert "缺少测试用的 chromium" in said
    assert "postgresql" not in said


def test_a_step_that_fails_is_shown_and_the_command_fails(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise subprocess.CalledProcessError(1, ["pip", "install"])

    monkeypatch.setattr(environment, "_ready_to_run", fail)
    assert environment.main(["run"]) == 1
    assert "pip install" in capsys.readouterr().err


def test_an_environment_that_somebody_made_by_hand_is_kept(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept").touch()
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    environment._create_environment()
    assert (tmp_path / "kept").exists()


def test_an_environment_of_another_python_is_made_anew(
    environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "bin" / "python"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\necho 3.9.2\n")
    other.chmod(0o755)
    monkeypatch.setattr(environment, "PYTHON", other)
    made: list[object] = []
    monkeypatch.setattr(environment, "_run", lambda *command: made.append(command[1:3]))
    environment._create_environment()
    assert made == [("-m", "venv")]
    assert not other.exists()
