"""How many members the name of a bundle announces: 五大工程 five, 一核二区 one and two, 3+3 six."""

from __future__ import annotations

import re

from attrs import frozen

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_N = "[一二两双三四五六七八九十]"
_PARTS = re.compile(rf"({_N})(?:个|大|条|类)?([\u4e00-\u9fff]{{1,3}}?)(?={_N}|多|$)")
_WHOLE = re.compile(rf"(?:{_N}[\u4e00-\u9fff]{{1,3}}){{2,5}}")
_IN_ONE = re.compile(rf"({_N})位一体")
_MANY = re.compile(rf"{_N}[\u4e00-\u9fff]多[\u4e00-\u9fff]")
_SUM = re.compile(r"\d(?:\+\d)+")
_SINGLE = re.compile(
    r"(?P<before>(?!全|世|新)[\u4e00-\u9fff]{0,2})(?P<n>[两双三四五六七八九十])(?P<of>[\u4e00-\u9fff]{1,2}.{0,8})"
)
# Numbers that count years, ranks or units rather than members, words and names that begin like one.
_NO_BUNDLE = re.compile(
    rf"{_N}{{1,3}}五(?!位)|{_N}[一二三四五六七八九十百千万亿年月日期级等甲代次届轮批季点更连]|双(?:向|语|拥|边|休|方)|三[农线产明亚峡江维资门]|四[川平海]|六安|九江|十堰|五粮|七台|八达|两岸"
    r"|三北|三个代表|十佳|十强|百强|双碳目标"
)

_NOT_COUNTED = re.compile("一国两制|一岗双责|一地两检|一国一策|三心二意|.*[NX].*|.*\\d[亿万]?[元人].*|.*、.*")


@frozen
class Part:
    """One kind of member that a name announces.

    Attributes:
        count: how many.
        of: what they are, as far as the name says, e.g. "区" of 二区, "工程" of 五大工程.
    """

    count: int
    of: str


def parts_of(name: str) -> tuple[Part, ...]:
    """The members that a name announces, by kinds; empty where it announces none.

    Args:
        name: folded, without quotation marks.
    """
    if _NOT_COUNTED.fullmatch(name):
        return ()
    if in_one := _IN_ONE.search(name):
        return (Part(_VALUES[in_one[1]], ""),)
    if _SUM.fullmatch(name):
        return tuple(Part(int(digit), "") for digit in name.split("+"))
    if _WHOLE.fullmatch(name):
        found = tuple(Part(_VALUES[n], of) for n, of in _PARTS.findall(name))
        distributive = len(found) == 2 and all(part.count == 1 for part in found)
        return () if distributive or len(found) < 2 else found
    single = _SINGLE.fullmatch(name)
    if single is None or _NO_BUNDLE.match(name, single.start("n")) or name[:2] in ("十四", "十三", "十二"):
        return ()
    return (Part(_VALUES[single["n"]], re.sub("^[大个条类项种支张]", "", single["of"])),)


def cardinality_of(name: str) -> int | None:
    """How many members a name announces in all; None where it announces none."""
    return sum(part.count for part in parts_of(name)) or None


def is_bundle(name: str) -> bool:
    """The name is that of a bundle, with or without a number of members (一核多元)."""
    return bool(parts_of(name)) or bool(_MANY.fullmatch(name))
