"""Agencies, people and memberships: added, changed, ended, never deleted; the history names nobody."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from gangyao.accounts.actor import COMMAND_LINE, NOBODY, Actor, Refused
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.roles import ROLES, Permission, Role
from gangyao.actions.agencies import add_agency, change_agency
from gangyao.actions.memberships import NotAccepted, add_membership, change_membership
from gangyao.actions.people import (
    UnknownUser,
    add_person,
    change_person,
    erase_person,
    give_password,
    propose_username,
    set_active,
    unlock,
)
from gangyao.store.history import verify_history
from gangyao.store.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
_START = date(2026, 1, 1)
_TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def agencies() -> None:
    add_agency(by=COMMAND_LINE, agency_id="fgj", name="云溪县发展和改革局", short_name="发改局")
    add_agency(by=COMMAND_LINE, agency_id="jyj", name="云溪县教育和体育局")


def _person(name: str = "周明澈", role: Role = Role.DEPARTMENT, agency_id: str = "jyj", **more: object) -> User:
    span = {"starts_on": _START, "username": "", **more}
    return add_person(by=COMMAND_LINE, name=name, role=role, agency_id=agency_id, **span).user


def test_a_person_gets_the_next_number_of_the_agency_and_a_password_that_is_given_once() -> None:
    first = add_person(
        by=COMMAND_LINE, name=" 周 明澈 ", username="", agency_id="jyj", role=Role.DEPARTMENT, starts_on=_START
    )
    assert (first.user.username, first.user.name) == ("jyj-01", "周 明澈")
    assert first.user.check_password(first.password)
    assert first.user.must_change_password
    assert _person("何予安").username == "jyj-02"


def test_a_number_is_not_given_again_after_its_person_left_and_was_erased() -> None:
    _person()
    _erase(_person("何予安", ends_on=date(2026, 2, 1)))
    assert propose_username("jyj") == "jyj-03"


def _erase(user: User) -> None:
    erase_person(by=COMMAND_LINE, key=user.key, typed=user.username, on=_TODAY)


@pytest.mark.parametrize("username", ["x", "two words", "a" * 33, "erased-1", "<b>bold</b>"])
def test_a_username_that_cannot_be_typed_well_is_not_taken(username: str) -> None:
    with pytest.raises(NotAccepted, match="用户名"):
        _person(username=username)
    assert not User.objects.exists()


def test_a_username_is_taken_whatever_the_case_of_its_letters() -> None:
    _person(username="ZhouMC")
    with pytest.raises(NotAccepted, match="已有人使用"):
        _person("何予安", username="zhoumc")


def test_a_chinese_username_is_taken() -> None:
    assert _person(username="周明澈").username == "周明澈"


def test_the_history_names_people_by_key_whatever_is_done_to_them() -> None:
    _person("规划", Role.PLANNER, "fgj")
    user = _person(username="zhoumc", ends_on=date(2026, 2, 1))
    change_person(by=COMMAND_LINE, key=user.key, name="周明澈二", username="zhoumc2")
    give_password(by=COMMAND_LINE, key=user.key)
    set_active(by=COMMAND_LINE, key=user.key, active=False)
    unlock(by=COMMAND_LINE, key=user.key)
    user.refresh_from_db()
    _erase(user)
    told = json.dumps(list(Event.objects.values_list("subject", "detail", "actor")), ensure_ascii=False)
    assert "周明澈" not in told and "zhoumc" not in told
    acts = set(Event.objects.filter(subject=f"person:{user.key}").values_list("act", flat=True))
    assert acts == {
        "person.add", "membership.add", "person.change", "person.one-time-password", "person.disable", "person.unlock", "person.erase",
    }  # fmt: skip
    verify_history()


def test_erasing_leaves_the_memberships_and_nothing_that_names_the_person() -> None:
    user = _person(ends_on=date(2026, 2, 1))
    _erase(user)
    user.refresh_from_db()
    assert (user.name, str(user), user.is_active, user.has_usable_password()) == ("", "（姓名已删除）", False, False)
    assert user.memberships.count() == 1
    with pytest.raises(NotAccepted, match="已经删除"):
        give_password(by=COMMAND_LINE, key=user.key)


def test_one_who_still_has_a_membership_is_not_erased() -> None:
    user = _person(ends_on=_TODAY)
    with pytest.raises(NotAccepted, match="没结束"):
        _erase(user)


def test_erasing_asks_for_the_username_once_more() -> None:
    user = _person(ends_on=date(2026, 2, 1))
    with pytest.raises(NotAccepted, match="照输"):
        erase_person(by=COMMAND_LINE, key=user.key, typed="jyj-99", on=_TODAY)


def test_a_deputy_has_the_permissions_of_the_role_between_the_days_and_acts_in_the_own_name() -> None:
    planner, other = _person("规划", Role.PLANNER, "fgj"), _person()
    span = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
    add_membership(by=COMMAND_LINE, user=other, agency_id="fgj", role=Role.PLANNER, deputy_for=planner, **span)
    assert Actor.of(other, on=date(2026, 3, 31)).permissions == ROLES[Role.PLANNER].permissions
    assert Actor.of(other, on=date(2026, 4, 1)).permissions == {Permission.READ_PLANS}
    assert Actor.of(other, on=date(2026, 3, 31)).key == str(other.key)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ends_on": None}, "须写明结束日期"),
        ({"role": Role.LEADER}, "不是.*领导"),
        ({"agency_id": "jyj"}, "不是.*规划人员"),
        ({"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}, "这段时间不是"),
    ],
)
def test_a_deputy_stands_in_for_one_of_that_role_there_in_that_time(more: dict[str, object], why: str) -> None:
    planner, other = _person("规划", Role.PLANNER, "fgj"), _person()
    span = {"agency_id": "fgj", "role": Role.PLANNER, "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
    with pytest.raises(NotAccepted, match=why):
        add_membership(by=COMMAND_LINE, user=other, deputy_for=planner, **{**span, **more})


def test_a_deputy_is_not_stood_in_for_in_turn() -> None:
    planner, first, second = _person("规划", Role.PLANNER, "fgj"), _person(), _person("何予安")
    span = {"agency_id": "fgj", "role": Role.PLANNER, "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
    add_membership(by=COMMAND_LINE, user=first, deputy_for=planner, **span)
    with pytest.raises(NotAccepted, match="不能代理"):
        add_membership(by=COMMAND_LINE, user=second, deputy_for=first, **span)


def test_the_same_role_in_the_same_agency_is_held_once_at_a_time() -> None:
    user = _person(ends_on=date(2026, 6, 30))
    again = {"user": user, "agency_id": "jyj", "role": Role.DEPARTMENT}
    with pytest.raises(NotAccepted, match="重叠"):
        add_membership(by=COMMAND_LINE, starts_on=date(2026, 6, 30), **again)
    add_membership(by=COMMAND_LINE, starts_on=date(2026, 7, 1), **again)


@pytest.mark.parametrize(("first", "last"), [(date(2026, 3, 2), date(2026, 3, 1)), (date(1026, 3, 2), None)])
def test_days_that_cannot_be_are_not_taken(first: date, last: date | None) -> None:
    with pytest.raises(NotAccepted, match="日期"):
        _person(starts_on=first, ends_on=last)


def test_changed_days_keep_those_before_in_the_history() -> None:
    user = _person()
    change_membership(
        by=COMMAND_LINE, membership_id=user.memberships.get().pk, starts_on=_START, ends_on=date(2026, 12, 31)
    )
    event = Event.objects.order_by("number").last()
    assert event is not None
    assert (event.act, event.detail["ends_on"], event.detail["before"]["ends_on"]) == (
        "membership.change",
        "2026-12-31",
        None,
    )


def test_the_last_one_who_manages_people_is_kept() -> None:
    planner = _person("规划", Role.PLANNER, "fgj")
    with pytest.raises(NotAccepted, match="没有人能管理"):
        set_active(by=COMMAND_LINE, key=planner.key, active=False)
    with pytest.raises(NotAccepted, match="没有人能管理"):
        change_membership(
            by=COMMAND_LINE, membership_id=planner.memberships.get().pk, starts_on=_START, ends_on=date(2027, 1, 1)
        )
    with pytest.raises(NotAccepted, match="没有人能管理"):
        change_agency(
            by=COMMAND_LINE,
            agency_id="fgj",
            name="云溪县发展和改革局",
            short_name="",
            area_code="",
            closed_from=_TODAY + timedelta(days=90),
        )
    assert User.objects.get().is_active
    _person("第二名", Role.PLANNER, "jyj")
    set_active(by=COMMAND_LINE, key=planner.key, active=False)


def test_nobody_begins_in_an_agency_that_is_closed_by_then() -> None:
    _person("规划", Role.PLANNER, "fgj")
    change_agency(
        by=COMMAND_LINE,
        agency_id="jyj",
        name="云溪县教育和体育局",
        short_name="",
        area_code="",
        closed_from=date(2026, 5, 1),
    )
    _person(starts_on=date(2026, 4, 30))
    with pytest.raises(NotAccepted, match="撤销"):
        _person("何予安", starts_on=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " "}, "全称"),
        ({"name": "云溪县教育和体育局"}, "已有名为"),
        ({"agency_id": "发改"}, "小写字母"),
        ({"agency_id": "fgj"}, "别的单位"),
        ({"area_code": "5103"}, "6、9 或 12 位"),
        ({"short_name": "长" * 17}, "简称"),
    ],
)
def test_an_agency_that_cannot_be_taken_is_explained(given: dict[str, str], why: str) -> None:
    with pytest.raises(NotAccepted, match=why):
        add_agency(by=COMMAND_LINE, **{"agency_id": "", "name": "云溪县水务局", **given})
    assert Agency.objects.count() == 2


def test_an_agency_without_a_code_gets_the_next_number() -> None:
    assert add_agency(by=COMMAND_LINE, agency_id="", name="云溪县水务局").id == "dw01"
    assert add_agency(by=COMMAND_LINE, agency_id="", name="云溪县财政局").id == "dw02"


def test_what_changes_nothing_leaves_no_entry() -> None:
    user = _person()
    _person("规划", Role.PLANNER, "fgj")
    events = Event.objects.count()
    change_person(by=COMMAND_LINE, key=user.key, name=user.name, username=user.username)
    set_active(by=COMMAND_LINE, key=user.key, active=True)
    change_membership(by=COMMAND_LINE, membership_id=user.memberships.get().pk, starts_on=_START, ends_on=None)
    change_agency(
        by=COMMAND_LINE, agency_id="jyj", name="云溪县教育和体育局", short_name="", area_code="", closed_from=None
    )
    assert Event.objects.count() == events


def test_each_of_these_acts_is_refused_without_the_permission() -> None:
    user = _person()
    pk, reader = user.memberships.get().pk, Actor("someone", frozenset(Permission) - {Permission.MANAGE_PEOPLE})
    new = {"agency_id": "jyj", "role": Role.LEADER, "starts_on": _START}
    acts = [
        lambda by: add_person(by=by, name="何予安", username="", **new),
        lambda by: change_person(by=by, key=user.key, name="何予安", username="hya"),
        lambda by: give_password(by=by, key=user.key),
        lambda by: set_active(by=by, key=user.key, active=False),
        lambda by: unlock(by=by, key=None),
        lambda by: erase_person(by=by, key=user.key, typed=user.username, on=_TODAY),
        lambda by: add_membership(by=by, user=user, **new),
        lambda by: change_membership(by=by, membership_id=pk, starts_on=_START, ends_on=_TODAY),
        lambda by: add_agency(by=by, agency_id="", name="云溪县水务局"),
        lambda by: change_agency(by=by, agency_id="jyj", name="水务局", short_name="", area_code="", closed_from=None),
    ]
    events = Event.objects.count()
    for act in acts:
        for by in (reader, NOBODY):
            with pytest.raises(Refused, match="管理人员与单位"):
                act(by)
    assert (Event.objects.count(), User.objects.count(), Membership.objects.count()) == (events, 1, 1)


def test_an_unknown_person_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownUser):
        give_password(by=COMMAND_LINE, key=User().key)
