"""Which memberships hold on a day, and what the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import Agency, Membership, User
from gangyao.accounts.passwords import hash_one_time, one_time_password
from gangyao.accounts.roles import Permission, Role

pytestmark = pytest.mark.django_db(transaction=True)
_DAY = date(2026, 3, 12)


@pytest.fixture
def user() -> User:
    return User.objects.create_user("zhoumc", "yun-xi-county-7", name="周明澈")


@pytest.fixture
def agency() -> Agency:
    return Agency.objects.create(id="fgj", name="云溪县发展和改革局")


def _hold(user: User, agency: Agency, **more: object) -> Membership:
    facts = {"role": Role.PLANNER.value, "starts_on": date(2026, 1, 1), **more}
    return Membership.objects.create(user=user, agency=agency, **facts)


def test_a_closed_agency_ends_its_memberships_from_that_day(user: User, agency: Agency) -> None:
    _hold(user, agency)
    Agency.objects.update(closed_from=date(2026, 3, 13))
    assert Permission.READ_PLANS in Actor.of(user, on=_DAY).permissions
    assert not Actor.of(user, on=date(2026, 3, 13)).permissions


def test_permissions_of_several_memberships_add_up(user: User, agency: Agency) -> None:
    _hold(user, agency, role=Role.AUDITOR.value)
    _hold(user, agency, starts_on=date(2026, 3, 1))
    assert Permission.MANAGE_PEOPLE in Actor.of(user, on=_DAY).permissions
    assert Actor.of(user, on=date(2026, 2, 1)).permissions == {Permission.READ_PLANS}


def test_a_disabled_account_may_nothing(user: User, agency: Agency) -> None:
    _hold(user, agency)
    user.is_active = False
    assert not Actor.of(user, on=_DAY).permissions


def test_a_deputy_without_a_last_day_is_refused_by_the_database(user: User, agency: Agency) -> None:
    other = User.objects.create_user("other", "yun-xi-county-7")
    with pytest.raises(IntegrityError):
        _hold(user, agency, deputy_for=other)


def test_standing_in_for_oneself_is_refused_by_the_database(user: User, agency: Agency) -> None:
    with pytest.raises(IntegrityError):
        _hold(user, agency, deputy_for=user, ends_on=_DAY)


def test_a_person_whose_data_was_erased_keeps_no_name_in_the_database(user: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.update(erased_at=timezone.now(), is_active=False)


def test_a_one_time_password_opens_the_account_and_its_hash_becomes_an_ordinary_one() -> None:
    password = one_time_password()
    user = User.objects.create(username="zhoumc", password=hash_one_time(password))
    quick = user.password
    assert not user.check_password(password[:-1])
    assert user.check_password(password)
    assert User.objects.get().password != quick
    assert User.objects.get().check_password(password)
