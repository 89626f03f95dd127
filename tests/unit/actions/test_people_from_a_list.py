"""A list of people is taken in whole or not at all; looking at it changes nothing; the same list twice neither."""

from __future__ import annotations

from datetime import date

import pytest

from gangyao.accounts.actor import COMMAND_LINE, NOBODY, Refused
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import Role
from gangyao.actions.agencies import add_agency
from gangyao.actions.people import add_person
from gangyao.actions.roster import RosterOutcome, take_roster
from gangyao.ingest.roster import COLUMNS, RosterRow
from gangyao.store.history import verify_history
from gangyao.store.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
_LETTERS = dict(zip(COLUMNS, "ABCDEFG", strict=True))


@pytest.fixture(autouse=True)
def agency() -> Agency:
    return add_agency(by=COMMAND_LINE, agency_id="jyj", name="云溪县教育和体育局", short_name="教体局")


def _row(number: int, written: str) -> RosterRow:
    """A line written as 单位,姓名,用户名,角色,开始,结束,代理谁."""
    return RosterRow("人员", number, _LETTERS, dict(zip(COLUMNS, written.split(","), strict=True)))


def _take(*lines: str, store: bool = True) -> RosterOutcome:
    return take_roster(by=COMMAND_LINE, rows=[_row(n, line) for n, line in enumerate(lines, 2)], store=store)


_LIST = (
    "教体局,何予安,,部门人员,2026-03-01,2026-03-31,周明澈",
    "云溪县教育和体育局,周明澈,zhoumc,部门人员,2026年1月1日,,",
    "云溪县水务局,岳听澜,,领导,20260101,,",
)


def test_looking_at_a_list_stores_nothing_and_says_what_it_would_do() -> None:
    events = Event.objects.count()
    seen = _take(*_LIST, store=False)
    assert [row.does for row in seen.rows] == [
        ("新增人员，用户名 jyj-02",),
        ("新增人员，用户名 zhoumc",),
        ("新增单位，代号 dw01", "新增人员，用户名 dw01-01"),
    ]
    assert (seen.stored, seen.changes, seen.first_passwords) == (False, 3, ())
    assert (User.objects.count(), Agency.objects.count(), Event.objects.count()) == (0, 1, events)


def test_a_confirmed_list_does_what_was_shown_and_gives_each_new_password_once() -> None:
    seen, done = _take(*_LIST, store=False), _take(*_LIST)
    assert done.stored
    assert [row.does for row in done.rows] == [row.does for row in seen.rows]
    assert len(done.first_passwords) == 3
    for first in done.first_passwords:
        assert User.objects.get(pk=first.user.pk).check_password(first.password)
    deputy = Membership.objects.get(user__name="何予安")
    assert (deputy.deputy_for.username, deputy.ends_on) == ("zhoumc", date(2026, 3, 31))
    verify_history()


def test_the_same_list_twice_changes_nothing() -> None:
    _take(*_LIST)
    events = Event.objects.count()
    again = _take(*_LIST)
    assert (again.changes, again.first_passwords, Event.objects.count()) == (0, (), events)
    assert {row.does for row in again.rows} == {("已有，不变",)}


def test_a_last_day_that_is_written_now_ends_the_membership_and_a_blank_one_changes_nothing() -> None:
    _take(*_LIST)
    ended = _take("教体局,周明澈,zhoumc,部门人员,2026-01-01,2026-12-31,")
    assert ended.rows[0].does == ("已有，结束日期改为 2026-12-31",)
    assert _take("教体局,周明澈,zhoumc,部门人员,2026-01-01,,").changes == 0
    assert Membership.objects.get(user__username="zhoumc").ends_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("line", "cell", "why"),
    [
        (",周明澈,,部门人员,2026-01-01,,", "A3", "单位名称"),
        ("教体局,,,部门人员,2026-01-01,,", "B3", "姓名"),
        ("教体局,周明澈,a b,部门人员,2026-01-01,,", "C3", "用户名"),
        ("教体局,周明澈,,科长,2026-01-01,,", "D3", "规划人员、部门人员、领导、统计人员、监督人员"),
        ("教体局,周明澈,,部门人员,,,", "E3", "开始日期"),
        ("教体局,周明澈,,部门人员,明天,,", "E3", "2026-03-12"),
        ("教体局,周明澈,,部门人员,2026-02-30,,", "E3", "不是日期"),
        ("教体局,周明澈,,部门人员,2026-01-01,2025-01-01,", "F3", "早于"),
        ("教体局,周明澈,,部门人员,2026-01-01,2026-02-01,某某", "G3", "没有“某某”"),
        ("教体局,周明澈,,部门人员,2026-01-01,,何予安", "F3", "须写明结束日期"),
        ("教体局,周明澈,hya,部门人员,2026-01-01,,", "C3", "另一个姓名"),
        ("教体局,何予安,hya,部门人员,2026-05-01,,", "E3", "重叠"),
    ],
)
def test_a_faulty_line_names_its_cell_and_keeps_the_whole_list_out(line: str, cell: str, why: str) -> None:
    outcome = _take("教体局,何予安,hya,部门人员,2026-01-01,,", line)
    (faulty,) = outcome.faults
    assert faulty.fault_at == f"“人员”表 {cell}"
    assert why in faulty.fault
    assert (outcome.stored, outcome.first_passwords, User.objects.count()) == (False, (), 0)


def test_two_of_one_name_in_an_agency_are_told_apart_by_the_username() -> None:
    span = {"agency_id": "jyj", "role": Role.DEPARTMENT, "starts_on": date(2026, 1, 1)}
    for username in ("zm-1", "zm-2"):
        add_person(by=COMMAND_LINE, name="周明澈", username=username, **span)
    (unclear,) = _take("教体局,周明澈,,部门人员,2026-01-01,,").rows
    assert "2 个“周明澈”" in unclear.fault
    assert _take("教体局,周明澈,zm-2,部门人员,2026-01-01,,").rows[0].does == ("已有，不变",)


def test_one_of_the_same_name_elsewhere_is_another_person_and_the_line_says_so() -> None:
    _take("教体局,周明澈,,部门人员,2026-01-01,,")
    (row,) = _take("云溪县水务局,周明澈,,领导,2026-01-01,,").rows
    assert "另有同名人员" in row.does[-1]
    assert User.objects.filter(name="周明澈").count() == 2


def test_a_person_in_two_lines_has_two_memberships_and_one_account() -> None:
    done = _take("教体局,周明澈,,部门人员,2026-01-01,,", "教体局,周明澈,,领导,2026-01-01,,")
    assert len(done.first_passwords) == 1
    assert done.rows[1].does == ("已有人员（用户名 jyj-01），增加一项任职",)


def test_a_list_is_refused_without_the_permission_even_to_look_at() -> None:
    with pytest.raises(Refused):
        take_roster(by=NOBODY, rows=[_row(2, _LIST[1])], store=False)
