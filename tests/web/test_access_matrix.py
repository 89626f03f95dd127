"""Who may see and do what: every page of the site by every kind of visitor, as one table.

A page that is added without a line in PAGES fails the first test. A line says which permission seeing needs and which
acting needs, and, where its act is tried, what is posted; arguments of its address are filled in by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from attrs import define, field, frozen
from django.apps import apps
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.web.conftest import LOOPBACK

from gangyao.accounts.actor import COMMAND_LINE, Actor
from gangyao.accounts.models import Membership, User
from gangyao.accounts.roles import ROLES, Permission, Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.memberships import add_membership
from gangyao.actions.people import add_person, set_active
from gangyao.actions.review import accept
from gangyao.actions.sign_in import first_link
from gangyao.store.corrections import history
from gangyao.store.models import Event, Job, Upload
from gangyao.store.plans import StoredPlan

pytestmark = pytest.mark.django_db

READ, ADD, REVIEW, ASSIGN, ARCHIVE, MANAGE = (
    Permission.READ_PLANS,
    Permission.ADD_PLANS,
    Permission.REVIEW_RECORDS,
    Permission.ASSIGN_DUTIES,
    Permission.ARCHIVE_PLANS,
    Permission.MANAGE_PEOPLE,
)
SIGNED_IN = "whoever has signed in"  # a page of one's own
ANYBODY = "anybody"  # a door
ABOUT = "whoever may read or has signed in"

Need = Permission | str | None


@frozen
class Page:
    """One line of the table.

    Attributes:
        see: what GET needs; None where there is nothing to see.
        act: what POST needs; None where nothing is done.
        posts: what is posted; with it the act succeeds and changes something, without it anything but 5xx will do.
        arguments: of the address, where their names alone do not say them.
        writes: False where even a posted act stores nothing of its own.
        found: False where those who may come in are answered 404.
        hidden: those who may not are answered 404, as if there were nothing.
    """

    see: Need = None
    act: Need = None
    posts: Callable[[World], Mapping[str, Any]] | None = None
    arguments: Callable[[World], Mapping[str, Any]] | None = None
    writes: bool = True
    found: bool = True
    hidden: bool = False


def _membership(world: World) -> dict[str, str]:
    return {"agency": "fgj", "role": "leader", "starts_on": "2026-01-01", "ends_on": ""}


PAGES: dict[str, Page] = {
    "sign-in": Page(ANYBODY, ANYBODY),
    "sign-out": Page(ANYBODY, ANYBODY),
    "enter": Page(ANYBODY, ANYBODY, found=False),  # its token decides; tests/web/test_sign_in.py
    "password": Page(SIGNED_IN, SIGNED_IN, lambda _: {"password": "new-words-77", "again": "new-words-77"}),
    "account": Page(SIGNED_IN),
    "workbench:about": Page(ABOUT),
    "workbench:home": Page(READ),
    "workbench:plans": Page(READ),
    "workbench:overview": Page(READ),
    "workbench:text": Page(READ),
    "workbench:targets": Page(READ),
    "workbench:targets-csv": Page(READ),
    "workbench:targets-xlsx": Page(READ),
    "workbench:targets-json": Page(READ),
    "workbench:indicators-xlsx": Page(READ),
    "workbench:bundle-zip": Page(READ),
    "workbench:readings": Page(READ),
    "workbench:reading": Page(READ),
    "workbench:read-again": Page(None, ADD, lambda _: {}),
    "workbench:record": Page(READ),
    "workbench:coverage": Page(READ),
    "workbench:commitments": Page(READ),
    "workbench:commitments-csv": Page(READ),
    "workbench:commitments-xlsx": Page(READ),
    "workbench:department": Page(READ, arguments=lambda w: {"plan_id": w.stored.plan.id, "agency": "发展和改革局"}),
    "workbench:projects": Page(READ),
    "workbench:terms": Page(READ),
    "workbench:entities": Page(READ),
    "workbench:duties": Page(READ),
    "workbench:duties-decide": Page(None, ASSIGN),
    "workbench:duties-import": Page(ASSIGN, ASSIGN),
    "workbench:duties-import-confirm": Page(None, ASSIGN),
    "workbench:duties-xlsx": Page(READ),
    "workbench:duties-docx": Page(READ),
    "workbench:systems": Page(READ),
    "workbench:system": Page(  # tests/web/test_pages_systems.py
        READ, arguments=lambda w: {"plan_id": w.stored.plan.id, "service_id": "C05"}, found=False
    ),
    "workbench:review": Page(READ),
    "workbench:review-decide": Page(
        None, REVIEW, lambda w: {"decision": "accept", "record": w.stored.plan.targets[0].statements[0]}
    ),
    "workbench:review-add": Page(REVIEW, REVIEW),
    "workbench:corrections": Page(READ, REVIEW),
    "workbench:corrections-yaml": Page(READ),
    "workbench:search": Page(READ),
    "workbench:open": Page(ADD, ADD),
    "workbench:known-file": Page(ADD, arguments=lambda w: {"key": w.upload.key}),
    "workbench:job": Page(ADD, arguments=lambda w: {"key": w.job.key}, hidden=True),
    "workbench:job-progress": Page(ADD, arguments=lambda w: {"key": w.job.key}, hidden=True),
    "workbench:job-answer": Page(None, ADD, arguments=lambda w: {"key": w.job.key}),
    "workbench:archive": Page(ARCHIVE),
    "workbench:archive-plan": Page(ARCHIVE, ARCHIVE),
    "workbench:export": Page(ARCHIVE, found=False),
    "workbench:restore": Page(None, ARCHIVE),
    "workbench:people": Page(MANAGE),
    "workbench:person-add": Page(MANAGE, MANAGE, lambda w: {"name": "方小满", **_membership(w)}),
    "workbench:people-import": Page(MANAGE, MANAGE),
    "workbench:people-import-confirm": Page(None, MANAGE),
    "workbench:people-template": Page(MANAGE),
    "workbench:slips-xlsx": Page(None, MANAGE, lambda _: {}, writes=False),
    "workbench:people-passwords": Page(MANAGE, MANAGE, lambda w: {"key": str(w.visitors[FIRST_TIME].key)}),
    "workbench:addresses-unlock": Page(None, MANAGE, lambda _: {}),
    "workbench:person": Page(MANAGE, MANAGE, lambda _: {"name": "周明", "username": "zhouming"}),
    "workbench:membership-add": Page(None, MANAGE, _membership),
    "workbench:membership-change": Page(None, MANAGE, lambda _: {"starts_on": "2026-01-02", "ends_on": ""}),
    "workbench:person-password": Page(None, MANAGE, lambda _: {}),
    "workbench:person-active": Page(None, MANAGE, lambda _: {"active": "0"}),
    "workbench:person-unlock": Page(None, MANAGE, lambda _: {}),
    "workbench:person-erase": Page(
        MANAGE, MANAGE, lambda w: {"typed": w.left.username}, arguments=lambda w: {"key": w.left.key}
    ),
    "workbench:agency-add": Page(MANAGE, MANAGE, lambda _: {"name": "云溪县水务局"}),
    "workbench:agency": Page(MANAGE, MANAGE, lambda _: {"name": "云溪县教育局"}),
}


@define
class World:
    """A site with a plan, two agencies and people of every kind.

    Attributes:
        stored: the plan.
        visitors: who comes, by a name in words; None is one who has not signed in.
        other: a person whose page is asked for, who is none of the visitors.
        left: one whose memberships are all over.
        upload: a file that the planner gave, from which the plan was read.
        job: work in the background that the planner asked for.
        browser: one for all visits, since a new one takes longer than the visit.
    """

    stored: StoredPlan
    visitors: dict[str, User | None] = field(factory=dict)
    other: User | None = None
    left: User | None = None
    upload: Upload | None = None
    job: Job | None = None
    browser: Client = field(factory=lambda: Client(SERVER_NAME=LOOPBACK))

    def arguments(self, page: Page, names: set[str]) -> dict[str, Any]:
        """What an address is made with."""
        if page.arguments:
            return dict(page.arguments(self))
        known = {
            "plan_id": self.stored.plan.id,
            "record_id": self.stored.plan.statements[0].id,
            "key": self.other.key,
            "membership_id": Membership.objects.get(user=self.other).pk,
            "agency_id": "jyj",
            "token": "no-such-token",
            "number": 1,
        }
        return {name: known[name] for name in names}


OUTSIDE, LOCAL = "unsigned, from outside", "unsigned, the only person on this machine"
NOBODY_YET, ENDED, TOMORROW, DISABLED, DEPUTY, FIRST_TIME = (
    "no membership",
    "ended yesterday",
    "begins tomorrow",
    "disabled",
    "deputy",
    "one-time password",
)
VISITORS: dict[str, frozenset[Permission]] = {
    OUTSIDE: frozenset(),
    NOBODY_YET: frozenset(),
    ENDED: frozenset(),
    TOMORROW: frozenset(),
    DISABLED: frozenset(),
    DEPUTY: ROLES[Role.PLANNER].permissions,
    FIRST_TIME: ROLES[Role.PLANNER].permissions,
    **{role.value: ROLES[role].permissions for role in Role},
}


@pytest.fixture
def world(sample: StoredPlan) -> World:
    today, day = timezone.localdate(), timedelta(days=1)
    start = date(2026, 1, 1)
    for code, name in (("fgj", "云溪县发展和改革局"), ("jyj", "云溪县教育和体育局")):
        add_agency(by=COMMAND_LINE, agency_id=code, name=name)

    def person(name: str, role: Role, agency: str = "fgj", **span: Any) -> User:
        user = add_person(by=COMMAND_LINE, name=name, username="", agency_id=agency, role=role, **span).user
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        user.refresh_from_db()
        return user

    world = World(sample)
    for role in Role:
        world.visitors[role.value] = person(role.value, role, starts_on=start)
    planner = world.visitors[Role.PLANNER.value]
    world.other = person("周明澈", Role.DEPARTMENT, "jyj", starts_on=start)
    world.left = person("秦若水", Role.PLANNER, "jyj", starts_on=start, ends_on=date(2026, 2, 1))
    given = {"actor": str(planner.key), "at": timezone.now(), "name": "云溪县.txt", "size": 1}
    world.upload = Upload.objects.create(sha256=sample.source.sha256, **given)
    asked = {"actor": str(planner.key), "created_at": timezone.now(), "arguments": {"upload": str(world.upload.key)}}
    world.job = Job.objects.create(kind="read-upload", **asked)
    world.visitors[OUTSIDE] = None
    world.visitors[NOBODY_YET] = User.objects.create_user("nobody-yet", "no-words-88")
    world.visitors[ENDED] = person("已离任", Role.PLANNER, starts_on=start, ends_on=today - day)
    world.visitors[TOMORROW] = person("未到任", Role.PLANNER, starts_on=today + day)
    world.visitors[DISABLED] = person("已停用", Role.PLANNER, starts_on=start)
    set_active(by=COMMAND_LINE, key=world.visitors[DISABLED].key, active=False)
    deputy = world.visitors[DEPUTY] = person("代理人", Role.AUDITOR, starts_on=start, ends_on=start)
    add_membership(
        by=COMMAND_LINE, user=deputy, agency_id="fgj", role=Role.PLANNER,
        starts_on=today, ends_on=today + day, deputy_for=planner,
    )  # fmt: skip
    newcomer = world.visitors[FIRST_TIME] = person("新来的", Role.PLANNER, starts_on=start)
    User.objects.filter(pk=newcomer.pk).update(must_change_password=True)
    return world


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, set[str]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", set(entry.pattern.converters)


def test_every_page_of_the_site_has_its_line_in_the_table_and_no_other() -> None:
    assert sorted(PAGES) == sorted(name for name, _ in _patterns(get_resolver()))


def _expected(page: Page, visitor: str, method: str) -> set[str]:
    """What may come out; one thing, but where a page does not know the method, which may be said before or after."""
    need = page.see if method == "GET" else page.act
    if need == ANYBODY:
        return {"open", "no method"}
    if visitor in (OUTSIDE, DISABLED) or (visitor == LOCAL and method == "POST"):
        return {"sign in"}
    if visitor == LOCAL:
        return {"open"} if need in (READ, ABOUT) else {"sign in", "no method"} if need is None else {"sign in"}
    if visitor == FIRST_TIME and need is not SIGNED_IN:
        return {"new password"}
    if visitor == FIRST_TIME:
        return {"open", "new password"}
    own = SIGNED_IN in (page.see, page.act) or ABOUT in (page.see, page.act)
    held = VISITORS[visitor]
    if READ not in held and not own:
        return {"refused"}
    if need is None:
        return {"no method", "refused"}
    return {"open"} if own or need in held else {"refused"}


def _outcome(answer: Any) -> str:
    location = answer.headers.get("Location", "")
    if answer.status_code == 302 and location.startswith("/sign-in/"):
        return "sign in"
    if answer.status_code == 302 and location == "/password/":
        return "new password"
    named = {403: "refused", 405: "no method", 404: "not found"}
    return named.get(answer.status_code, "open" if answer.status_code < 500 else "failed")


# Kept by Django and by the counting of failed sign-ins, not by acts of people.
_NO_ACTS = {"django_session", "accounts_signinfailures"}


def _state() -> dict[str, Any]:
    """Everything that acts could have changed."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - _NO_ACTS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'(SELECT COUNT(*) FROM "{table}")' for table in tables))
        counts = dict(zip(tables, cursor.fetchone(), strict=True))
    values = {
        name: list(apps.get_model("accounts", name).objects.order_by("pk").values_list())
        for name in ("Agency", "Membership", "SignInLink")
    }
    people = User.objects.order_by("pk").values_list(
        "username", "name", "password", "is_active", "must_change_password"
    )
    return {**counts, **values, "people": list(people)}


def _try(world: World, page: Page, address: str, visitor: str, method: str) -> list[str]:
    """What is wrong with one visit; whatever it did is taken back."""
    with transaction.atomic():
        client = world.browser
        client.cookies.clear()
        user = world.visitors.get(visitor)
        if visitor == LOCAL:
            Membership.objects.all().delete()
            User.objects.all().delete()
        if user:
            client.force_login(user)
        before, events = _state(), Event.objects.count()
        waiting = set(Job.objects.values_list("pk", flat=True))
        posted = dict(page.posts(world)) if page.posts and visitor != LOCAL else {}
        answer = client.post(address, posted) if method == "POST" else client.get(address)
        outcome, changed = _outcome(answer), _state() != before
        expected = _expected(page, visitor, method)
        missed = answer.status_code == 404 and (
            (not page.found and expected & {"open", "no method"}) or (page.hidden and "refused" in expected)
        )
        wrong = [] if outcome in expected or missed else [f"{outcome} ({answer.status_code})"]
        if changed and (method == "GET" or outcome != "open"):
            wrong.append("something was stored")
        actors = {event.actor for event in Event.objects.filter(number__gt=events)}
        actors |= {job.actor for job in Job.objects.exclude(pk__in=waiting)}  # what it does is written when it is done
        if changed and actors != {str(user and user.key)}:
            wrong.append("what was stored does not name the person")
        if page.posts and page.writes and outcome == "open" and method == "POST" and not changed:
            wrong.append(f"nothing was stored ({answer.status_code})")
        transaction.set_rollback(True)
    return [f"{method} by {visitor}: {fault}" for fault in wrong]


def test_a_page_is_seen_and_its_act_done_by_those_alone_who_may(world: World) -> None:
    names, faults = dict(_patterns(get_resolver())), []
    for name, page in PAGES.items():
        address = reverse(name, kwargs=world.arguments(page, names[name]))
        for visitor, method in product((*VISITORS, LOCAL), ("GET", "POST")):
            faults += [f"{name}: {fault}" for fault in _try(world, page, address, visitor, method)]
    assert faults == []


def test_a_page_that_forgets_to_ask_is_noticed(world: World) -> None:
    assert _try(world, Page(MANAGE), "/plans/", Role.AUDITOR.value, "GET") == ["GET by auditor: open (200)"]
    assert _try(world, Page(READ), "/people/", Role.AUDITOR.value, "GET") == ["GET by auditor: refused (403)"]
    unlocking = f"/people/{world.other.key}/unlock/"
    silent = Page(None, READ, lambda _: {})
    assert _try(world, silent, unlocking, Role.PLANNER.value, "POST") == []
    assert _try(world, silent, "/people/import/", Role.PLANNER.value, "POST") == [
        "POST by planner: nothing was stored (400)"
    ]


def test_from_outside_no_page_but_the_doors_is_seen_unsigned_even_with_a_single_account(world: World) -> None:
    names = dict(_patterns(get_resolver()))
    closed = {name: page for name, page in PAGES.items() if ANYBODY not in (page.see, page.act)}
    addresses = [reverse(name, kwargs=world.arguments(page, names[name])) for name, page in closed.items()]
    Membership.objects.all().delete()
    User.objects.all().delete()
    with override_settings(GANGYAO_SIGN_IN_ALWAYS=True):
        answers = [world.browser.get(address) for address in addresses]
    assert {(answer.status_code, answer.headers.get("Location", "").partition("?")[0]) for answer in answers} == {
        (302, "/sign-in/")
    }


def test_no_role_but_the_planner_holds_a_permission_to_write() -> None:
    assert {role for role in Role if ROLES[role].permissions - {READ}} == {Role.PLANNER}
    assert ROLES[Role.AUDITOR].permissions == {READ}


# Objects that belong to somebody: who reaches whose.


def _newcomer(name: str, agency: str, role: Role) -> User:
    """One more person, who has set a password already."""
    start = date(2026, 1, 1)
    user = add_person(by=COMMAND_LINE, name=name, username="", agency_id=agency, role=role, starts_on=start).user
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    user.refresh_from_db()
    return user


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PLANNER])
@pytest.mark.parametrize("relation", ["owner", "colleague", "stranger"])
def test_the_page_of_a_person_and_of_an_agency_is_for_those_who_manage_people_not_for_the_person_or_colleagues(
    world: World, role: Role, relation: str
) -> None:
    agency = "fgj" if relation == "stranger" else "jyj"
    visitor = _newcomer("来人", agency, role)
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(visitor)
    person = visitor if relation == "owner" else world.other
    assert client.get(f"/people/{person.key}/").status_code == 403
    assert client.post(f"/people/{person.key}/one-time-password/").status_code == 403
    assert client.get("/agencies/jyj/").status_code == 403


def test_the_own_account_shows_the_own_memberships_alone(world: World) -> None:
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(world.other)
    page = client.get("/account/").content.decode()
    assert "云溪县教育和体育局" in page
    assert "云溪县发展和改革局" not in page


def test_the_own_password_page_changes_the_own_password_whatever_else_is_posted(world: World) -> None:
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(world.other)
    planner = world.visitors[Role.PLANNER.value]
    words = {"password": "new-words-77", "again": "new-words-77", "username": planner.username, "key": str(planner.key)}
    client.post("/password/", words)
    assert User.objects.get(pk=world.other.pk).check_password("new-words-77")
    assert not User.objects.get(pk=planner.pk).check_password("new-words-77")


def test_a_one_time_password_is_shown_to_whoever_gave_it_and_on_no_page_after(world: World) -> None:
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(world.visitors[Role.PLANNER.value])
    answer = client.post(f"/people/{world.other.key}/one-time-password/")
    (slip,) = answer.context["slips"]
    assert slip.password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert slip.password not in client.get(f"/people/{world.other.key}/").content.decode()
    assert client.get(f"/people/{world.other.key}/one-time-password/").status_code == 405


@pytest.mark.parametrize(
    ("visitor", "agency", "role", "sees"),
    [
        ("owner", "fgj", Role.PLANNER, True),
        ("colleague", "fgj", Role.PLANNER, True),
        ("colleague who may not add plans", "fgj", Role.LEADER, False),
        ("stranger with the permission", "jyj", Role.PLANNER, True),
        ("stranger", "jyj", Role.DEPARTMENT, False),
    ],
)
def test_work_in_the_background_is_seen_by_who_asked_for_it_and_by_those_who_may_ask_for_such(
    world: World, visitor: str, agency: str, role: Role, sees: bool
) -> None:
    user = _newcomer(visitor, agency, role)
    if visitor == "owner":
        Job.objects.update(actor=str(user.key))
        user.memberships.update(role=Role.LEADER.value)  # the permission may be gone; the own work is still shown
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    assert client.get(f"/jobs/{world.job.key}/").status_code == (200 if sees else 404)


@pytest.mark.parametrize(
    ("visitor", "agency", "role", "may"),
    [
        ("owner", "fgj", Role.PLANNER, True),
        ("owner who is a planner no more", "fgj", Role.LEADER, False),
        ("colleague who reviews too", "fgj", Role.PLANNER, True),
        ("colleague who only reads", "fgj", Role.STATISTICIAN, False),
        ("stranger who reviews too", "jyj", Role.PLANNER, True),
        ("stranger", "jyj", Role.AUDITOR, False),
    ],
)
def test_a_decision_is_read_by_all_who_read_the_plan_and_taken_back_by_those_who_review(
    world: World, visitor: str, agency: str, role: Role, may: bool
) -> None:
    user = _newcomer(visitor, agency, role)
    owner = user if visitor.startswith("owner") else world.visitors[Role.PLANNER.value]
    plan, by = world.stored.plan, Actor(str(owner.key), ROLES[Role.PLANNER].permissions)
    batch = accept(by=by, plan_id=plan.id, records=[plan.statements[0].id])
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(user)
    address = f"/plans/{plan.id}/corrections/"
    assert str(owner) in client.get(address).content.decode()
    assert client.post(address, {"batch": str(batch)}).status_code == (302 if may else 403)
    assert [one.undone for one in history(plan.id) if one.batch == batch] == [may]


def test_a_refusal_says_which_permission_is_missing_on_a_page_and_in_a_fragment(world: World) -> None:
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(world.other)
    page, fragment = client.get("/people/"), client.get("/people/", headers={"HX-Request": "true"})
    for answer in (page, fragment):
        assert (answer.status_code, "您没有“管理人员与单位”的权限" in answer.content.decode()) == (403, True)
        words = answer.content.decode()
        assert "您的角色是“部门人员”，只能查看；这一步要由规划人员来做，现在是：" in words
        assert world.visitors[Role.PLANNER.value].name in words.partition("现在是：")[2]
        assert "还没有登记" not in words
        assert world.visitors[DISABLED].name not in words and world.visitors[ENDED].name not in words
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()


def test_a_refusal_to_one_without_a_role_names_nobody(world: World) -> None:
    client = Client(SERVER_NAME=LOOPBACK)
    client.force_login(world.visitors[NOBODY_YET])
    page = client.get("/people/").content.decode()
    assert "还没有登记单位和角色" in page
    assert "现在是" not in page and "您的角色" not in page


def test_links_that_one_may_not_use_are_out_of_sight(world: World) -> None:
    seen = {}
    for role in Role:
        client = Client(SERVER_NAME=LOOPBACK)
        client.force_login(world.visitors[role.value])
        page = client.get("/about/").content.decode()
        seen[role] = ('href="/people/"' in page, 'href="/open/"' in page)
    assert seen == {role: (role is Role.PLANNER,) * 2 for role in Role}


def test_the_link_of_the_first_start_opens_for_no_other_account(world: World) -> None:
    assert first_link(by=COMMAND_LINE, at=timezone.now()) is None  # nobody here is the local planner
