"""The archive of `make offline` installs and runs without network, and an upgrade keeps what people entered."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.serving import no_network

ROOT = Path(__file__).resolve().parents[2]
_WAIT = 240
_DRIVER = Path(__file__).with_name("offline_site.py")
_PLAN = "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n"
_STEP = '''"""A made-up step of a made-up newer version."""
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "{last}")]
    operations = [migrations.RunSQL("CREATE TABLE store_madeup (id integer PRIMARY KEY)")]
'''


class Site(NamedTuple):
    """What came of one start of the site."""

    said: str
    answers: dict[str, list[Any]]
    outside: bool
    code: int


class Machine:
    """A made-up machine: a home, an installation, data, and no network."""

    def __init__(self, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GANGYAO_", "PYTHON", "DJANGO_"))}  # fmt: skip
        self.environment = {**kept, "HOME": str(folder)}
        self.folder, self.target, self.data = folder, folder / "my programs", folder / "data"
        self.program = self.target / "gangyao"
        self.database = self.data / "gangyao.sqlite3"

    def command(self, *words: object) -> tuple[list[str], dict[str, str]]:
        return no_network.cut_off(list(words), self.environment, self.folder / "refusing")

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        command, environment = self.command(*words)
        return subprocess.run(
            command, env=environment, cwd=self.folder, capture_output=True, text=True, timeout=_WAIT, check=False
        )

    def install(self, archive: Path, *words: object) -> subprocess.CompletedProcess[str]:
        return self.run("sh", archive / "install.sh", "--python", sys.executable, self.target, *words)

    def serve(self, *words: str) -> Site:
        done = self.run(sys.executable, _DRIVER, self.program, "60", *words)
        assert done.returncode == 0, done.stderr
        return Site(**json.loads(done.stdout))

    def current(self) -> str:
        return os.readlink(self.target / "current")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        opened = sqlite3.connect(self.database)
        try:
            return opened.execute(query).fetchall()
        finally:
            opened.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked archive, made for this machine alone."""
    folder = tmp_path_factory.mktemp("archive")
    here = f"{os.uname().machine}-{sys.version_info.major}.{sys.version_info.minor}"
    command = [sys.executable, ROOT / "install" / "offline.py", "--machine", here, "--output", folder]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_WAIT, check=False)
    if "软件包取不到" in done.stderr:
        pytest.skip(f"没有网络，制作不了断网安装包，依赖它的测试略过：{done.stderr}")
    assert done.returncode == 0, done.stderr
    packed = Path(done.stdout.strip())
    with tarfile.open(packed) as opened:
        if hasattr(tarfile, "data_filter"):  # from 3.11.4 on
            opened.extraction_filter = tarfile.data_filter
        opened.extractall(folder)
    packed.unlink()
    return folder / packed.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def newer(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same archive as a made-up version 99.0.0, whose tables have one step more."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("src", "vocabulary", "plans", "install"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, tree / name)
    (tree / "src/gangyao/__init__.py").write_text('"""A made-up newer version."""\n\n__version__ = "99.0.0"\n')
    steps = tree / "src/gangyao/store/migrations"
    last = sorted(path.stem for path in steps.glob("[0-9]*.py"))[-1]
    (steps / "9999_made_up.py").write_text(_STEP.format(last=last))
    folder = tmp_path_factory.mktemp("newer") / "gangyao-99.0.0-offline"
    shutil.copytree(archive, folder)
    next((folder / "wheels").glob("gangyao-*.whl")).unlink()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheels")]
    subprocess.run(build, cwd=tree, check=True, capture_output=True, timeout=_WAIT)
    (folder / "VERSION").write_text("99.0.0\n")
    _builder().write_sums(folder)
    return folder


def _builder() -> Any:
    spec = importlib.util.spec_from_file_location("offline", ROOT / "install" / "offline.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(tmp_path: Path, record_property: Callable[[str, object], None]) -> Machine:
    record_property("without network by", no_network.means())
    return Machine(tmp_path)


def _killed_on_the_way(machine: Machine, archive: Path) -> None:
    """Installs and is killed, with all it started, when the new version's folder has begun to fill."""
    before = set((machine.target / "versions").iterdir())
    command, environment = machine.command("sh", archive / "install.sh", "--python", sys.executable, machine.target)
    with subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not any((folder / "venv").exists() for folder in set((machine.target / "versions").iterdir()) - before):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)


def test_without_network_it_installs_serves_compiles_is_upgraded_and_goes_back(
    archive: Path, newer: Path, machine: Machine
) -> None:
    done = machine.install(archive, "--data", machine.data)
    assert done.returncode == 0, done.stderr
    plan = machine.folder / "云溪纲要.txt"
    plan.write_text(_PLAN, encoding="utf8")
    first = machine.serve(
        "/plans/ziliujing-14/", "/sign-in/", "/static/vendor/echarts.min.js", "--", "--plan", plan.name
    )
    assert first.outside is False
    assert {path: status for path, (status, _) in first.answers.items()} == dict.fromkeys(first.answers, 200)
    assert len(first.answers) == 3
    assert "摘要，非正式文本" in first.answers["/plans/ziliujing-14/"][1]
    assert "一次性密码" in first.said
    assert f"{machine.program} password" in first.said
    added = re.search(r"已编译为规划 (\S+)：", first.said)
    assert added
    assert machine.run(machine.program, "compile", plan, "-o", machine.folder / "bundle").returncode == 0
    assert (machine.folder / "bundle" / "targets.yaml").is_file()

    people = machine.rows("SELECT username, password FROM accounts_user ORDER BY id")
    (last_hash,) = machine.rows("SELECT hash FROM store_event ORDER BY number DESC LIMIT 1")
    old = machine.current()
    _killed_on_the_way(machine, newer)
    assert machine.current() == old
    assert machine.run(machine.program, "--version").returncode == 0

    done = machine.install(newer)
    assert done.returncode == 0, done.stderr
    assert "数据仍在" in done.stderr
    assert machine.run(machine.program, "--version").stdout == "gangyao 99.0.0\n"
    second = machine.serve(f"/plans/{added[1]}/", f"/plans/{added[1]}/targets/")
    assert {path: status for path, (status, _) in second.answers.items()} == dict.fromkeys(second.answers, 200)
    assert len(second.answers) == 2
    assert "云溪县" in second.answers[f"/plans/{added[1]}/"][1]
    assert "一次性密码" not in second.said
    assert machine.rows("SELECT username, password FROM accounts_user ORDER BY id") == people
    assert last_hash in machine.rows("SELECT hash FROM store_event")
    assert machine.run(machine.program, "verify").returncode == 0
    (copy,) = (machine.data / "backups").iterdir()
    assert copy.name.endswith("-before-99.0.0.sqlite3")
    assert str(copy) in second.said

    done = machine.run("sh", newer / "install.sh", "--back", machine.target)
    assert done.returncode == 0, done.stderr
    assert machine.current() == old
    refused = machine.serve("/")
    assert refused.code == 1
    assert "9999_made_up" in refused.said
    assert str(copy.parent) in refused.said
    shutil.copyfile(copy, machine.database)
    for beside in ("-wal", "-shm"):
        machine.database.with_name(machine.database.name + beside).unlink(missing_ok=True)
    assert machine.serve(f"/plans/{added[1]}/").answers[f"/plans/{added[1]}/"][0] == 200
    assert machine.run(machine.program, "verify").returncode == 0


def test_an_archive_that_was_damaged_on_the_way_is_refused(archive: Path, machine: Machine) -> None:
    copied = machine.folder / "copied"
    shutil.copytree(archive, copied)
    wheel = next((copied / "wheels").glob("django-5*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1])
    (copied / "LICENSE").unlink()
    done = machine.install(copied)
    assert done.returncode == 1
    assert wheel.name in done.stderr
    assert "LICENSE" in done.stderr
    assert "重新拷贝" in done.stderr
    assert not machine.target.exists()


def test_a_wheel_that_was_exchanged_together_with_its_checksum_is_refused_by_the_pins(
    archive: Path, machine: Machine
) -> None:
    copied = machine.folder / "copied"
    shutil.copytree(archive, copied)
    wheel = next((copied / "wheels").glob("sqlparse-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    _builder().write_sums(copied)
    done = machine.install(copied)
    assert done.returncode == 1
    assert "sqlparse" in done.stderr
    assert "装了一半的文件" in done.stderr
    assert list((machine.target / "versions").iterdir()) == []


@pytest.mark.soak
def test_one_archive_serves_both_architectures_and_every_python(tmp_path: Path) -> None:
    module = _builder()
    archive, served = module.build(module.MACHINES, tmp_path)
    assert served == module.MACHINES
    with tarfile.open(archive) as opened:
        names = opened.getnames()
        assert {entry.uname for entry in opened.getmembers()} == {""}
    for architecture in ("x86_64", "aarch64"):
        for python in ("cp311", "cp312", "cp313"):
            assert [name for name in names if "/lxml-" in name and python in name and architecture in name]
