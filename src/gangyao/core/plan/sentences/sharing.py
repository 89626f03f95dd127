"""One predicate over several subjects: 城乡居民收入, 甲和乙均达到x, 甲、乙分别达到x和y."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Joints between subjects, but not inside 及以上, 和谐, 与…之比.
_JOINT = r"(?<![(（])(?:、|以及|和(?!谐|平)|与(?![^、和]*(?:比率|之比|差距))|(?<![以普])及(?!以上|其以上|时|格|率))(?![^()]*\))"
JOINED = re.compile(_JOINT)
SHARED_OUT = re.compile(r"分别")
ALL_OF_THEM = re.compile(r"(?:(?<![年人平户])均|都|分别|各)(?=[^,;]{0,8}$)")
_SEPARATORS = (re.compile("以及"), re.compile(_JOINT.replace("、|", "", 1)), re.compile("、"), JOINED)
# The common head of joined subjects: 氨氮、氮氧化物|排放总量, 脱硫、脱硝|机组比例.
_HEAD = re.compile(
    r"(?:(?:排放|拥有|发放|使用|用)总?量|排放|总产量|总产值|总收入|总面积|总额|总数|[一-鿿]{2}额|总量|浓度|可支配收入|纯收入|收入|增加值|比例|比重|占比|覆盖率|参保率|入学率|[一-鿿]{2}率|率|能耗|水耗|物耗|数量|总额|产值|面积|投资|支出|水平|人数|增速|增长|强度|容量占.+|消费量|吞吐量|客运量|货运量|发送量|周转量|保有量|交易量|用[水电气]量|发电量|产量|销售额|指数|蓄积量|标准|里程)$"
)
# 城乡居民收入 is two figures; 城乡环境治理 and 城乡居民医保 are one, unless two values are shared out over them.
_TWO_POPULATIONS = (
    re.compile("城乡"),
    re.compile("城乡(?:常住)?(?:居民)?(?:人均)?(?:可支配|纯)?(?:收入|消费|低保|最低生活)"),
)
# 中心城区、重点镇(街道)5G网络: what the last part is about begins behind its own area or population.
_PER = re.compile("每[百千万十]*(?:常住)?人口?|人均|户均")
_SECTORS = ("第一产业", "第二产业", "第三产业")
_IS_OWNER = re.compile(r"(?:城区|区|镇|乡|村|街道|社区|县|市|片区|学校|医院|企业)$")
_OWNER = re.compile(r"^.{0,8}?(?:城区|区|镇|乡|村|街道|社区|县|市|片区|学校|医院|企业)(?:\([^()]*\))?(?=[^、]{2,}$)")
_SHORT_PART = 5
_SHORTEST_OWNER = 2
_SAME_HEAD = 2
_OWN_MEASURE = re.compile(
    r"(?:[\u4e00-\u9fff]{2}率|起数|增长|增速|营收|利润|税收|出口|进口|就业|强度|规模|总量|数量|人数|面积|产量|产值|总收入|收入)$"
)


def split_subjects(subject: str, count: int = 0) -> list[str]:
    """Parts a joined subject: 城乡居民收入 → 城镇…, 农村…; 脱硫、脱硝机组比例 → 脱硫机组比例, 脱硝机组比例.

    Args:
        subject: the joined phrase.
        count: how many parts there must be; 0 for as many as are joined.

    Returns:
        The parts; [subject] where nothing is joined; [] where the count cannot be met.
    """
    if _TWO_POPULATIONS[count == 0].search(subject) and count in (0, 2) and not JOINED.search(subject):
        return [subject.replace("城乡", "城镇", 1), subject.replace("城乡", "农村", 1)]
    if "三次产业" in subject and count == len(_SECTORS):
        return [subject.replace("三次产业", sector, 1) for sector in _SECTORS]
    if "存贷款" in subject and count in (0, 2):
        return [subject.replace("存贷款", "存款", 1), subject.replace("存贷款", "贷款", 1)]
    parts = _parts(subject, count)
    if len(parts) < 2:
        return [subject] if count < 2 else []
    return _with_common_head(parts)


def are_alike(subject: str) -> bool:
    """财政总收入和地方财政收入: whole indicators of one kind, joined; one value is each one's."""
    parts = JOINED.split(subject)
    heads = [_HEAD.search(part) for part in parts]
    if len(parts) < 2 or any(head is None or head.start() < _SHORTEST_OWNER for head in heads):
        return False
    return len({part[-_SAME_HEAD:] for part in parts}) == 1 and "占" not in subject


def _parts(subject: str, count: int) -> list[str]:
    """Splits at the separators that give the wanted count, the weightiest first."""
    if not count:
        return [part for part in JOINED.split(subject) if part]
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(subject) if part]
        if len(parts) == count:
            return parts
    return []


def _with_common_head(parts: Sequence[str]) -> list[str]:
    last = parts[-1]
    owner, mark, own = parts[0].rpartition("的")
    if mark and owner and len(parts) == 2 and "的" not in last and _HEAD.search(own):
        return [parts[0], owner + mark + last]
    stem = _OWN_MEASURE.sub("", parts[0])
    if len(last) <= 4 and len(parts[0]) > len(last) and len(parts) == 2 and stem != parts[0]:
        return [parts[0], stem + last]
    if per := _PER.match(parts[0]):
        bare = _with_common_head([_PER.sub("", part) for part in parts])
        return [per[0] + part for part in bare]
    tail = _tail(parts[-2], last)
    return [part if _HEAD.search(part) else part + tail for part in parts[:-1]] + [last]


def _tail(previous: str, last: str) -> str:
    """What the last of joined parts has for all: 机组比例 of 脱硝机组比例 after 脱硫, which shares a character with 脱硝."""
    whole, share, of = last.partition("占")
    if share and len(whole) > _SHORTEST_OWNER and "占" not in previous:
        return _tail(previous, whole) + share + of
    owner = _OWNER.match(last) if _IS_OWNER.search(previous) else None
    if owner and not _HEAD.fullmatch(last[owner.end() :]):
        return last[owner.end() :]
    head = _HEAD.search(last)
    own = head[0] if head and head.start() else ""
    short = len(previous) <= _SHORT_PART and len(previous) + len(own) < len(last)
    parallel = any(one == two for one, two in zip(previous, last, strict=False))
    if not short:
        return own
    tail = last[len(previous) :]
    more = len(tail) - len(own)
    return tail if parallel or (own and tail.endswith(own) and 1 < more < _SHORT_PART) else own
