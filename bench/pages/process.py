"""Adds made-up plans to the database of this process and times pages of the site as it is told to, in lines of JSON.

python -m bench.pages.process PLANS CHARACTERS
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

import django

from bench.pages.made_up import make_plan

ADDRESS = "127.0.0.1"
SHOWN = "made-up-1"  # the plan whose pages are asked for
QUERIES = {"workbench:search": "q=覆盖率"}  # a page without a question has nothing to do


def main(plans: int, characters: int) -> int:
    """Fills an empty database, prints the names of the pages, then times each page whose name comes in a line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangyao.settings")
    django.setup()
    logging.disable(logging.WARNING)  # addresses that only take what is posted are asked for too
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    browser = sign_in()
    add_plans(plans, characters)
    pages = dict(addresses(arguments_of_addresses()))
    print(json.dumps(list(pages)), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(time_page(browser, pages[order["page"]], cold=order["cold"])), flush=True)
    return 0


def sign_in() -> Any:
    """A browser with a planner of a made-up county signed in."""
    from django.test import Client

    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.accounts.models import User
    from gangyao.accounts.roles import Role
    from gangyao.actions.agencies import add_agency
    from gangyao.actions.people import add_person

    add_agency(by=COMMAND_LINE, agency_id="fgj", name="云山县发展和改革局")
    facts = {"agency_id": "fgj", "role": Role.PLANNER, "starts_on": date(2021, 1, 1)}
    planner = add_person(by=COMMAND_LINE, name="方小满", username="", **facts).user
    User.objects.filter(pk=planner.pk).update(must_change_password=False)
    browser = Client(SERVER_NAME=ADDRESS)
    browser.force_login(planner)
    return browser


def add_plans(count: int, characters: int) -> None:
    """Adds so many made-up plans of so many characters, half of the statements of each accepted."""
    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.actions.plans import add_plan
    from gangyao.actions.review import accept
    from gangyao.store import plans

    for number in range(1, count + 1):
        id_, text = f"made-up-{number}", make_plan(number, characters=characters).encode()
        add_plan(by=COMMAND_LINE, data=text, name=f"{id_}.txt", plan_id=id_)
        accept(by=COMMAND_LINE, plan_id=id_, records=[one.id for one in plans.read(id_).plan.statements[::2]])


def arguments_of_addresses() -> dict[str, Any]:
    """What stands in the addresses: the shown plan, a record of it, a person, an agency, a file and its work."""
    from django.utils import timezone

    from gangyao.accounts.models import Membership
    from gangyao.store import plans
    from gangyao.store.models import Job, Upload

    stored, member = plans.read(SHOWN), Membership.objects.select_related("user").get()
    given = {"actor": str(member.user.key), "at": timezone.now(), "name": "made-up-1.txt", "size": 1}
    upload = Upload.objects.create(sha256=stored.source.sha256, **given)
    asked = {"actor": str(member.user.key), "created_at": timezone.now(), "arguments": {"upload": str(upload.key)}}
    job = Job.objects.create(kind="read-upload", **asked)
    keys = {"known-file": upload.key, "job": job.key, "job-progress": job.key}
    return {
        "plan_id": SHOWN, "record_id": stored.plan.statements[0].id, "number": 1, "agency_id": member.agency_id,
        "agency": "发展和改革局", "service_id": "C05",
        "membership_id": member.pk, "token": "none", "key": member.user.key, "keys": keys,
    }  # fmt: skip


def addresses(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and address of every page of the site."""
    from django.urls import URLPattern, get_resolver, reverse

    def patterns(resolver: Any, space: str = "") -> Iterator[tuple[str, Any]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield f"{space}{entry.name}", entry.pattern.converters
            else:
                yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)

    for name, converters in patterns(get_resolver()):
        key: UUID = arguments["keys"].get(name.rpartition(":")[2], arguments["key"])
        filled = {argument: key if argument == "key" else arguments[argument] for argument in converters}
        query = f"?{QUERIES[name]}" if name in QUERIES else ""
        yield name, reverse(name, kwargs=filled) + query


def time_page(browser: Any, address: str, *, cold: bool) -> dict[str, Any]:
    """Status and size of an answer with its wall and CPU seconds; redirects are followed, as a browser does.

    Args:
        browser: asks.
        address: of the page.
        cold: no plan is in memory, as after a start; otherwise all are.
    """
    from gangyao.store import desk, plans

    if cold:
        plans.forget()
        desk.forget()
    else:
        for id_ in plans.known_ids():
            plans.read(id_)
    before = perf_counter(), process_time()
    answer = browser.get(address, follow=True)
    size = len(answer.getvalue())
    wall, cpu = perf_counter() - before[0], process_time() - before[1]
    return {"status": answer.status_code, "bytes": size, "wall_seconds": wall, "cpu_seconds": cpu}


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
