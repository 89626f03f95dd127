"""On PostgreSQL several people act at the same moment: each act sees those before it, and none ends in an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.contract.test_on_postgresql import server  # noqa: F401 - a fixture

_ACTS = """\
import json, threading
from datetime import UTC, date, datetime
from gangyao.serving import prepare
prepare()
from django.db import connection
from gangyao.accounts import lockout
from gangyao.accounts.actor import COMMAND_LINE
from gangyao.accounts.models import Agency, User
from gangyao.accounts.roles import Role
from gangyao.actions import agencies, people, plans
from gangyao.store.models import Reading

BY, DAY = {"by": COMMAND_LINE}, date(2026, 3, 12)
said = []


def at_once(*acts, times=1):
    begin = threading.Barrier(len(acts))

    def go(act):
        for number in range(times):
            begin.wait()
            try:
                act(number)
            except Exception as error:
                said.append(type(error).__name__)
        connection.close()

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    errors, said[:] = sorted(said), []
    return errors


def person(username, agency="fgj", role=Role.AUDITOR):
    return people.add_person(**BY, name="周某", username=username, agency_id=agency, role=role, starts_on=DAY).user


def renamed(number):
    agencies.change_agency(**BY, agency_id="fgj", name=f"第{number}局", short_name="", area_code="", closed_from=None)


def disabled(user):
    return lambda _: people.set_active(**BY, key=user.key, active=False)


def signed_in(_):
    lockout.begin_try("zhou", "192.0.2.7", datetime.now(UTC))
    lockout.succeeded("zhou", "192.0.2.7")


PLAN = "云溪县国民经济和社会发展第十四个五年规划纲要（编造的示例）\\n第一章 目标\\n到2025年，茶园面积达到12万亩以上。\\n"
agencies.add_agency(**BY, agency_id="fgj", name="发展改革局")
person("planner", role=Role.PLANNER)
found = {"numbered": at_once(*[lambda _: person("")] * 3, times=5)}
found["agency"] = at_once(lambda number: person(f"zhou-{number}"), renamed, times=10)
found["agencies"] = at_once(*[lambda number: agencies.add_agency(**BY, agency_id="", name=f"局{number}")] * 2, times=5)
found["sign-in"] = at_once(*[signed_in] * 4, times=20)
found["planners"] = []
for number in range(5):
    two = [person(f"p{number}{one}", role=Role.PLANNER) for one in "ab"]
    User.objects.exclude(pk__in=[one.pk for one in two]).update(is_active=False)
    found["planners"] += at_once(*map(disabled, two))
found["left"] = User.objects.filter(is_active=True).count()
compiled, wait = plans._compile, threading.Barrier(2)
plans._compile = lambda *given: (wait.wait(), compiled(*given))[1]
found["plan"] = at_once(*[lambda _: plans.add_plan(**BY, data=PLAN.encode(), name="云溪.txt", plan_id="yunxi-14")] * 2)
found["readings"] = Reading.objects.count()
print(json.dumps(found))
"""


def test_people_and_workers_who_act_at_once_get_in_each_other_s_way_nowhere(server: str, tmp_path: Path) -> None:  # noqa: F811
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GANGYAO_")}
    environment = {**kept, "GANGYAO_HOME": str(tmp_path), "GANGYAO_DATABASE_URL": server}
    done = subprocess.run(
        [sys.executable, "-c", _ACTS], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == {
        "numbered": [],
        "agency": [],
        "agencies": ["NotAccepted"] * 5,  # the second of each is told that there is one of this name
        "sign-in": [],
        "planners": ["NotAccepted"] * 5,  # the second is told that nobody would be left
        "left": 1,
        "plan": [],
        "readings": 1,
    }
