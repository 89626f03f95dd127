"""What was entered on SQLite is moved to PostgreSQL whole, with its history; nothing is moved over something else."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.contract.test_on_postgresql import server  # noqa: F401 - a fixture

_PLAN = "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\n第一章 目标\n到2025年，茶园面积达到12万亩以上。\n"
_FILL = """\
import sys
from gangyao.serving import prepare, _fill
prepare()
_fill(sys.stdin.buffer.read(), "云溪纲要.txt")
"""
_COUNT = """\
import json
from gangyao.serving import prepare
prepare()
from django.apps import apps
print(json.dumps({m._meta.label: m._base_manager.count() for m in apps.get_models(include_auto_created=True)}))
"""
_ADD = """\
from gangyao.serving import prepare
prepare()
from gangyao.accounts.models import Agency, Membership, User
user, agency = User.objects.get(), Agency.objects.get()
print(Membership.objects.create(user=user, agency=agency, role="auditor", starts_on="2026-03-12").pk)
"""


def _python(environment: dict[str, str], *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words], env=environment, input=given, capture_output=True, timeout=120, check=False
    )


def test_all_is_moved_the_history_verifies_and_a_used_database_is_refused(server: str, tmp_path: Path) -> None:  # noqa: F811
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GANGYAO_")}
    before = {**kept, "GANGYAO_HOME": str(tmp_path)}
    after = {**before, "GANGYAO_DATABASE_URL": server}
    filled = _python(before, "-c", _FILL, given=_PLAN.encode())
    assert filled.returncode == 0, filled.stderr.decode()
    head = _python(before, "-m", "gangyao.cli", "verify").stdout.decode().strip()
    counted = json.loads(_python(before, "-c", _COUNT).stdout)
    file = tmp_path / "gangyao.sqlite3"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()

    nowhere = _python(before, "-m", "gangyao.cli", "move")
    assert nowhere.returncode == 1
    assert "GANGYAO_DATABASE_URL" in nowhere.stderr.decode()

    moved = _python(after, "-m", "gangyao.cli", "move")
    assert moved.returncode == 0, moved.stderr.decode()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    now = json.loads(_python(after, "-c", _COUNT).stdout)
    assert now["store.Event"] == counted["store.Event"] + 1
    assert {**now, "store.Event": 0} == {**counted, "store.Event": 0}
    assert now["store.PlanRow"] == 2
    verified = _python(after, "-m", "gangyao.cli", "verify")
    assert verified.returncode == 0
    assert verified.stdout.decode().strip() != head  # the move itself is the next entry
    added = _python(after, "-c", _ADD)
    assert int(added.stdout) > 1, added.stderr.decode()  # new rows take keys after those that came along

    again = _python(after, "-m", "gangyao.cli", "move")
    assert again.returncode == 1
    assert "已有内容" in again.stderr.decode()
