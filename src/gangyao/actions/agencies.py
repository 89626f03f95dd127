"""Acts on agencies 单位: adding, changing, closing from a day on. None is ever deleted."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

from gangyao.accounts.actor import Actor
from gangyao.accounts.models import Agency
from gangyao.accounts.roles import Permission
from gangyao.actions.memberships import NotAccepted, keep_a_planner
from gangyao.store.history import in_turn, record_event

_ID = re.compile(r"[a-z][a-z0-9-]{1,15}")
_AREA = re.compile(r"(?:\d{6}|\d{9}|\d{12})?")  # GB/T 2260, and its extensions to 镇街 and 村社区
_LONGEST_NAME, _LONGEST_SHORT_NAME = 64, 16


def add_agency(*, by: Actor, agency_id: str, name: str, short_name: str = "", area_code: str = "") -> Agency:
    """A new agency.

    Args:
        by: who adds it; needs the permission to manage people.
        agency_id: code in addresses and usernames, e.g. "fgj"; empty takes the next number, e.g. "dw03".
        name: full name.
        short_name: as spoken.
        area_code: 6, 9 or 12 digits, or empty.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: something is missing, taken, or misspelt.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        code = agency_id.strip() or _next_id()
        if not _ID.fullmatch(code):
            raise NotAccepted(
                "agency_id", f"单位代号“{code[:20]}”不能用：应为 2 到 16 个小写字母或数字，以字母开头，例如 fgj"
            )
        if Agency.objects.filter(pk=code).exists():
            raise NotAccepted("agency_id", f"单位代号“{code}”已经用于别的单位；请换一个，或留空由系统编号")
        agency = Agency(id=code)
        _fill(agency, name, short_name, area_code)
        agency.save(force_insert=True)
        _record(by, "agency.add", agency, area_code=agency.area_code)
    return agency


def change_agency(
    *, by: Actor, agency_id: str, name: str, short_name: str, area_code: str, closed_from: date | None
) -> None:
    """Changes what is said of an agency; closed from a day on, its memberships hold no more from that day.

    Raises:
        gangyao.accounts.actor.Refused: the actor may not.
        NotAccepted: something is missing, taken, or misspelt, or nobody would be left who manages people.
    """
    by.require(Permission.MANAGE_PEOPLE)
    with in_turn():
        agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
        if agency is None:
            raise NotAccepted("agency_id", "没有这个单位，可能地址抄错了")
        before = {field: getattr(agency, field) for field in ("name", "short_name", "area_code", "closed_from")}
        _fill(agency, name, short_name, area_code)
        agency.closed_from = closed_from
        changed = [field for field, was in before.items() if getattr(agency, field) != was]
        if not changed:
            return
        agency.save(update_fields=changed)
        keep_a_planner(on=closed_from or date.min)
        closing = closed_from.isoformat() if closed_from else None
        _record(by, "agency.change", agency, fields=changed, closed_from=closing)


def _next_id() -> str:
    taken = Agency.objects.filter(pk__startswith="dw").values_list("pk", flat=True)
    numbers = [int(found[1]) for code in taken if (found := re.fullmatch(r"dw(\d{1,6})", code))]
    return f"dw{max(numbers, default=0) + 1:02}"


def _fill(agency: Agency, name: str, short_name: str, area_code: str) -> None:
    full, short, area = ("".join(words.split()) for words in (name, short_name, area_code))
    if not full or len(full) > _LONGEST_NAME:
        raise NotAccepted("name", f"单位名称应有 1 到 {_LONGEST_NAME} 个字；请填写全称")
    if len(short) > _LONGEST_SHORT_NAME:
        raise NotAccepted("short_name", f"简称最多 {_LONGEST_SHORT_NAME} 个字")
    if not _AREA.fullmatch(area) or not area.isascii():
        raise NotAccepted(
            "area_code", f"行政区划代码“{area[:20]}”应为 6、9 或 12 位数字，例如 510302；不清楚的可以留空"
        )
    if Agency.objects.filter(name=full).exclude(pk=agency.pk).exists():
        raise NotAccepted("name", f"已有名为“{full}”的单位；不必重复添加")
    agency.name, agency.short_name, agency.area_code = full, short, area


def _record(by: Actor, act: str, agency: Agency, **detail: object) -> None:
    record_event(at=timezone.now(), actor=by.key, act=act, subject=f"agency:{agency.id}", detail=detail)
