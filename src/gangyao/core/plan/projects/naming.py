"""Where the name of a project begins and ends inside a noun phrase."""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.plan.projects.types import ProjectTypes, Tail
from gangyao.core.plan.projects.words import ADVERB, COUNT, EXTENSION, FIELD, NOMINAL, QUALIFIER, WORKS

_AFTER = re.compile(
    rf"(?P<closers>[”)》]*)(?P<extension>{EXTENSION})(?P<works>(?:{WORKS})?)(?P<closed>[”)》]*)(?:{COUNT})?"
    rf"(?:(?P<nominal>(?:{ADVERB})?(?:{NOMINAL}){{1,4}})|$|(?=[^\w”)》(“+]))"
)
_ROAD_CODE = re.compile(r"(?<![A-Za-z0-9])[GSXY]\d{2,4}(?:国道|省道|县道|线)?(?![0-9A-Za-z])")
_GENERIC = re.compile(rf"(?:{QUALIFIER}|[(+])*(?:{FIELD})?(?:{QUALIFIER}|[)+])*$")
_LONGEST_GENERIC = 24
_WIDE = frozenset({"工程", "项目", "合作项目", "示范项目", "试点项目", "试点工程", "示范工程"})
_FIELDS = re.compile(rf"(?:{QUALIFIER}|{FIELD})+$")
# Words behind a tail that take the place of the project itself.
_NOT_NAMED = re.compile(
    r"为.{0,2}(?:导向|目标|引领|核心|主题|主线|统领|方向|契机|抓手|牵引|基础|轴线|骨干|补充|主体)"
    r"|(?:带动)?战略|方案|(?:运营|通车)?(?:总)?(?:里程|线路增)|(?:项目)?(?:审批|落地难|储备库|谋划|用地|资金|投资增长)|(?:建设|发展|运营)?(?:债券|标准(?!化)|规范|质量|管理制度|体系|机制|水平|能力|指标|用地)"
)


@frozen
class Name:
    """A name in a noun phrase.

    Attributes:
        start: first character.
        end: one past its last, works and extensions included.
        tail: the word that announces its type.
        works: something is done to a thing that is there: 改造, 除险加固.
        nominal: the words of acts that stand behind it, e.g. "建设".
        number: how many, as written behind the name; empty otherwise.
        unit: of the number.
        inner: what announces a thing before a wide word such as 工程; None otherwise.
    """

    start: int
    end: int
    tail: Tail
    works: bool
    nominal: str
    number: str = ""
    unit: str = ""
    inner: Tail | None = None

    @property
    def type(self) -> str:
        """Id of its type; of a wide word such as 工程 the type of what is named inside it: 道路工程."""
        return self.inner.type if self.inner else self.tail.type


def announces(words: str, types: ProjectTypes) -> bool:
    """Something in these words may be a project; most clauses are done with at this."""
    return bool(types.pattern.search(words) or _ROAD_CODE.search(words))


def names_in(phrase: str, types: ProjectTypes) -> Name | None:
    """The name that a noun phrase ends in, before nominal acts such as 建设; None where it names no project."""
    tails = _tails(phrase, types)
    for tail in reversed(tails):
        match = _AFTER.match(phrase, tail.end)
        if match and not _NOT_NAMED.match(phrase, tail.end):
            inside = [other for other in tails if other.end <= tail.start] if tail.word in _WIDE else []
            return _name(tail, match, inside[-1] if inside else None)
    return None


def is_field_list(words: str) -> bool:
    """Only fields and general words: 交通物流, 数字信息."""
    return len(words) <= _LONGEST_GENERIC and bool(_FIELDS.match(words))


def is_generic(modifier: str) -> bool:
    """The words before a tail tell no thing from another: 重大, 一批."""
    return len(modifier) <= _LONGEST_GENERIC and bool(_GENERIC.match(modifier))


def _tails(phrase: str, types: ProjectTypes) -> list[Tail]:
    tails = types.tails(phrase)
    codes = [Tail(m.start(), m.end(), "road", m[0], kind=False) for m in _ROAD_CODE.finditer(phrase)]
    return sorted([*tails, *codes], key=lambda tail: (tail.end, -tail.start)) if codes else tails


def _name(tail: Tail, match: re.Match[str], inner: Tail | None) -> Name:
    end = match.end("closed")
    return Name(
        0,
        end,
        tail,
        bool(match["works"]),
        match["nominal"] or "",
        match["number"] or "",
        match["unit"] or "",
        inner,
    )
