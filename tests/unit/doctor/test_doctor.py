"""Each thing that can be wrong with a machine is said with what to do; nothing is changed by looking."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gangyao.cli.doctor import table
from gangyao.doctor import _safely, database, home, machine, site
from gangyao.doctor.finding import Finding, State, fine, wrong
from gangyao.store.append_only import allow_changes
from gangyao.store.models.job import Job, JobState

ROOT = Path(__file__).resolve().parents[3]


def _faults(findings: list[Finding]) -> list[str]:
    return [finding.result for finding in findings if finding.state is State.WRONG]


# The machine.


def test_a_machine_that_runs_the_tests_is_in_order() -> None:
    looks = [machine.look_at_python, machine.look_at_packages, machine.look_at_time, site.look_at_static_files]
    assert [_faults(list(look())) for look in looks] == [[], [], [], []]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_installed", lambda name: None if name == "lxml" else "99")
    (finding,) = machine.look_at_packages()
    assert finding.state is State.WRONG
    assert "缺少 lxml" in finding.result
    assert "django 99（需要" in finding.result
    assert "make setup" in finding.advice


def test_packages_of_other_versions_than_the_pinned_ones_are_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_pins", lambda: [("attrs", "1.0")])
    (finding,) = machine.look_at_packages()
    assert finding.state is State.NOTE
    assert "固定的是 1.0" in finding.result


def test_a_taken_port_is_a_note_since_the_site_itself_may_hold_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        (finding,) = machine.look_at_port(taken.getsockname()[1])
    assert (finding.state, finding.result) == (State.NOTE, "已有程序在用")


# The data folder.


def test_a_folder_that_is_not_there_is_a_note_and_is_not_made(tmp_path: Path) -> None:
    (finding,) = home.look_at_home(tmp_path / "none", sqlite=True)
    assert finding.state is State.NOTE
    assert not (tmp_path / "none").exists()


def test_a_database_that_others_can_open_is_wrong(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    file = tmp_path / "gangyao.sqlite3"
    file.touch(mode=0o644)
    (fault,) = [one for one in home.look_at_home(tmp_path, sqlite=True) if one.state is State.WRONG]
    assert fault.advice == f"chmod 600 {file}"
    file.chmod(0o600)
    assert _faults(list(home.look_at_home(tmp_path, sqlite=True))) == []


def test_a_full_disk_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=5 * 1024 * 1024)
    monkeypatch.setattr(home.shutil, "disk_usage", lambda _: usage)
    assert _faults(list(home.look_at_home(tmp_path, sqlite=True))) == ["剩余 0.0 GB"]


def test_sqlite_on_a_network_share_is_wrong_and_postgresql_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "_file_system", lambda _: "nfs4")
    assert _faults(list(home.look_at_home(tmp_path, sqlite=True))) == ["nfs4（网络共享）"]
    assert _faults(list(home.look_at_home(tmp_path, sqlite=False))) == []


@pytest.mark.parametrize(("mode", "state"), [(0o600, State.FINE), (0o640, State.WRONG)])
def test_the_key_is_kept_to_oneself(tmp_path: Path, mode: int, state: State) -> None:
    key = tmp_path / "secret-key"
    key.touch()
    key.chmod(mode)
    (finding,) = home.look_at_key(tmp_path, given=False)
    assert finding.state is state


# Settings.


@pytest.mark.parametrize(
    ("hosts", "origins", "secure", "fault"),
    [
        (["127.0.0.1", "localhost"], [], False, ""),
        (["guihua.example.gov.cn"], ["https://guihua.example.gov.cn"], True, ""),
        ([".example.gov.cn"], ["https://guihua.example.gov.cn:8443"], True, ""),
        (["guihua.example.gov.cn"], ["https://guihua.example.gov.cn"], False, "没有设 GANGYAO_HTTPS"),
        (["guihua.example.gov.cn"], [], True, "没有 https 的来源"),
        (["localhost"], ["https://guihua.example.gov.cn"], True, "不在 GANGYAO_HOSTS 里"),
        (["https://guihua.example.gov.cn"], [], False, "不是主机名"),
        (["guihua.example.gov.cn"], ["guihua.example.gov.cn"], False, "不是来源"),
    ],
)
def test_settings_that_do_not_fit_together_are_named(
    settings: Any, hosts: list[str], origins: list[str], secure: bool, fault: str
) -> None:
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS, settings.SESSION_COOKIE_SECURE = hosts, origins, secure
    faults = _faults(list(site.look_at_settings()))
    assert len(faults) == bool(fault)
    assert all(fault in one for one in faults)


def test_showing_program_details_to_others_is_wrong(settings: Any) -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["guihua.example.gov.cn"]
    assert "GANGYAO_DEBUG" in "".join(_faults(list(site.look_at_settings())))


def test_missing_files_of_the_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.finders, "find", lambda name: None if name.startswith("vendor") else name)
    assert _faults(list(site.look_at_static_files())) == ["缺少 vendor/echarts.min.js"]


# The database.


@pytest.mark.django_db
def test_a_database_of_this_version_is_in_order(tmp_path: Path) -> None:
    looks = [database.look_at_server, database.look_at_tables, database.look_at_history]
    assert [_faults(list(look())) for look in looks] == [[], [], []]
    assert _faults(list(database.look_at_work(tmp_path))) == []


@pytest.mark.django_db(transaction=True)
def test_a_missing_trigger_is_named() -> None:
    with connection.schema_editor() as editor:
        allow_changes("store_reading")(None, editor)
    try:
        assert any("store_reading_refuses_update" in fault for fault in _faults(list(database.look_at_history())))
    finally:
        from gangyao.store.append_only import refuse_changes

        with connection.schema_editor() as editor:
            refuse_changes("store_reading")(None, editor)
    assert _faults(list(database.look_at_history())) == []


@pytest.mark.django_db
def test_tables_of_a_newer_version_are_wrong_and_steps_to_come_are_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "pending_migrations", lambda: ["store.9998_next"])
    assert [one.state for one in database.look_at_tables()] == [State.NOTE]
    monkeypatch.setattr(database, "unknown_migrations", lambda: ["store.9999_made_up"])
    assert "store.9999_made_up" in "".join(_faults(list(database.look_at_tables())))


def _job(**fields: object) -> None:
    Job.objects.create(**{"kind": "read-upload", "actor": "command-line", "created_at": timezone.now(), **fields})


@pytest.mark.django_db
def test_work_that_waits_while_nobody_works_is_wrong(tmp_path: Path) -> None:
    _job(created_at=timezone.now() - timedelta(minutes=17))
    (fault,) = _faults(list(database.look_at_work(tmp_path)))
    assert "0 个程序在做" in fault
    assert "最早的等了 17 分钟" in fault


@pytest.mark.django_db
def test_work_that_waits_behind_other_work_is_in_order(tmp_path: Path) -> None:
    _job(created_at=timezone.now() - timedelta(minutes=17))
    _job(state=JobState.RUNNING, alive_at=timezone.now())
    (tmp_path / "workers").mkdir()
    handle = os.open(tmp_path / "workers" / "one", os.O_CREAT | os.O_RDWR)
    (tmp_path / "workers" / "ended").touch()
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        (finding,) = database.look_at_work(tmp_path)
    finally:
        os.close(handle)
    assert finding.state is State.FINE
    assert "1 个程序在做，进行中 1 件，等待 1 件" in finding.result


@pytest.mark.django_db
def test_work_whose_worker_fell_silent_is_wrong(tmp_path: Path) -> None:
    _job(state=JobState.RUNNING, alive_at=timezone.now() - timedelta(minutes=9))
    assert "1 件 5 分钟没有动静" in "".join(_faults(list(database.look_at_work(tmp_path))))


# The table and the command.


def test_a_check_that_breaks_off_is_a_finding_and_keeps_what_it_had_found() -> None:
    def breaks_off():
        yield fine("一", "好")
        raise LookupError("gone")

    first, second = _safely("一", breaks_off)
    assert first.state is State.FINE
    assert "LookupError：gone" in second.result


def test_the_table_is_aligned_by_the_width_of_characters_and_sums_up() -> None:
    lines = table([fine("Python", "3.11.7"), wrong("密钥", "别的用户能读", "chmod 600 x")]).splitlines()
    assert lines == [
        "项目    结果               建议",
        "Python  正常 3.11.7",
        "密钥    有误 别的用户能读  chmod 600 x",
        "正常 1 项，有误 1 项",
    ]


def _doctor(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GANGYAO_")}
    command = [sys.executable, "-m", "gangyao.cli", "doctor", "--port", "0", *words]
    return subprocess.run(
        command, env={**environment, "GANGYAO_HOME": str(folder), **variables},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def _contents(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_looking_changes_nothing_neither_where_there_is_nothing_nor_in_a_used_home(tmp_path: Path) -> None:
    empty, used = tmp_path / "empty", tmp_path / "used"
    assert _doctor(empty).returncode == 0
    assert not empty.exists()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GANGYAO_")}
    environment = {**kept, "GANGYAO_HOME": str(used)}
    subprocess.run([sys.executable, "-m", "gangyao.cli", "verify"], env=environment, check=False, timeout=60)
    before = _contents(used)
    assert {"gangyao.sqlite3", "secret-key"} <= set(before)
    done = _doctor(used, "--format", "json")
    assert done.returncode == 0, done.stdout
    states = {finding["item"]: finding["state"] for finding in json.loads(done.stdout)}
    assert {
        "Python",
        "软件包",
        "设置",
        "数据文件夹",
        "密钥",
        "SQLite",
        "数据库完好",
        "数据库的表",
        "历史的保护",
    } <= set(states)
    assert _contents(used) == before


def test_a_database_that_is_none_is_wrong_and_the_command_says_so_by_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "gangyao.sqlite3").write_bytes(b"not a database" * 100)
    (tmp_path / "gangyao.sqlite3").chmod(0o600)
    done = _doctor(tmp_path)
    assert done.returncode == 1
    assert re.search(r"^数据库 +有误 打不开", done.stdout, re.MULTILINE)
    assert "Traceback" not in done.stdout + done.stderr


def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = _doctor(tmp_path, GANGYAO_WORKERS="many")
    assert done.returncode == 1
    assert "GANGYAO_WORKERS" in done.stdout


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = _doctor(tmp_path, GANGYAO_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "GANGYAO_DATABASE_URL" in done.stdout
