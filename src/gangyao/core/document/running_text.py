"""Headings inside running text: a copy that lost its line breaks, or kept only some of them.

A number opens a heading where it follows a stop or white space, or, glued to the words before, where it is the next
in order. Where its title ends is told by white space, by the table of contents, by the next heading, or else by the
words: a title closes with a noun (…体系, …建设) and a paragraph opens with a verb, a time (加快…, 到…年), or what it
measures (森林覆盖率…%). A title never holds a figure, so that no heading swallows a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from attrs import define, field

from gangyao.core.document.document import NodeKind
from gangyao.core.document.folding import Folded
from gangyao.core.document.numbering import NUMERAL, Number, read_number

LONGEST_TITLE = 46
_PAGE_ENDS = " .…·\n0123456789"
_USUAL_TITLE = 24
_SHORT_TITLE = 14
_LONGEST_DOCUMENT_TITLE = 60
_LONGEST_PARAGRAPH = 2000  # what is longer has lost its line breaks
_SHORTEST_RUN = 200  # items 一、（一） are looked for in lines that hold more than one paragraph can
_HEADING = re.compile(
    rf"第{NUMERAL}(?:[篇编]|章|节|部分)(?!之|[,。;、的]|规定|要求|所|课|第)"
    r"|(?<=[。;!?”)])专栏[\d一二三四五六七八九十]|专栏[\d一二三四五六七八九十]{1,3}(?=[“:]|[\u4e00-\u9fff]{4})"
    r"|(?<![一二三四五六七八九十第周])[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)"
)
_BOX_INSIDE = re.compile(
    r"\([一二三四五六七八九十]\)|\d{1,2}[.、](?!\d)|(?P<head>(?:序号|类别)*(?:指标|项目)(?:名称|单位)?(?=\s?(?:(?:19|20)\d\d|单位|\()))"
)
_REFERS = re.compile(r"(?:本(?:规划|纲要|法|条例)?|见|按照?|依照?|根据|《|规划|纲要|及|和|与|至|到)$")
_RUNS_ON = 2  # chapters are numbered through the whole plan, whatever part they stand in
_BOX = 9  # so are boxes
_STOPS = frozenset("。!?;:”)\n")
_CLOSING = re.compile(
    r"(?:体系|建设|发展|能力|水平|格局|机制|制度|环境|结构|布局|目标|思想|原则|方针|任务|基础|形势|保障|服务|治理|改革|转型|升级"
    r"|融合|创新|开放|合作|安全|质量|效益|活力|产业|经济|社会|文化|生活|事业|网络|空间|收入|渠道|条件|工程|行动|战略|监督|循环"
    r"|评估|管理|定位|成就|面貌|污染|保护|修复|投入|农民|农村|业|化|力|率|会|境|门户|征程|高地|中心|链|集群|调整|防控|政策|集聚"
    r"|新[\u4e00-\u9fff]{1,3}|振兴|衔接|配套|支撑|复兴|招商|引资|质效|教育|软实力|治区|领导|增收|健康|水利|交通|生产|旅游|医疗|民生|指标|规则|秩序|联通|强国|基地|陆港|回顾|总结|安排|打算|要求|意义|说明)$"
)
_OPENING = re.compile(
    r"到?(?:19|20)\d\d年|到?“[十一二三四五六七八九]{2,3}五”|坚定|以(?![内上下及])|全国|展望|当前|今后|过去|未来[一五]|面对[国新当严复世]"
    r"|促进|稳步|充分|鼓励|发展壮大|培育|开展|严格|立足|深化|扩大|改善|巩固|规范|引导|继续|进一步|抓住|有序|科学|合理|切实|严守"
    r"|守牢|树立|打造|突出|紧扣|高举|我[国省市区县]|全[国省市区县]|稳定[粮就物外]|全面|提高|发挥|培养|壮大|常态化|广泛|分类|“"
)
_PLAIN_OPENING = re.compile(  # whatever stands before it, for a title holds such a verb only at its start
    r"坚持|围绕|按照|加快|推进|推动|深入|大力|积极|加强|强化|完善|健全|建立|构建|优化|提升|着力|统筹|落实|贯彻|支持|依托|聚焦|(?<!可)持续"
    r"|(?<!规划)(?<!战略)(?<!政策)实施(?!加|推|健|坚|强|第|监)|全面(?=贯彻|落实|推|提升|加强|深化)|重塑|加大|筑牢|做强|把握|增强|站在|——|紧紧|引导|坚决|制定|瞄准|深度融入"
)
_TIME_OPENING = re.compile(
    r"到(?:19|20)\d\d年|(?:19|20)\d\d年[,末底]|“[十一二三四五六七八九]{2,3}五”(?:时期|期间|末)?,|今后五年,|过去五年,"
)
_MEASURE_OPENING = re.compile(  # what a sentence measures, with its figure before the next stop
    r"(?:规模以上|细颗粒物|地表水|空气质量|森林|单位|地区生产|居民|人均|城镇|城乡|农村|新[增改建]|建成|每[千万]|全员|全社会|粮食|常住|学前"
    r"|义务教育|九年|劳动|高新技术|研发|一般公共|固定资产|社会消费|年[接产均]|户籍|基本|自来水|生活垃圾|污水|耕地|公路|铁路)"
    r"[^,。;!?]{2,24}?\d"
)
_FIGURE = re.compile(
    r"\d(?:%|个百分点|[千万亿]*(?:元|亩|吨|人|户|家|个|公里|千米|座|项|所|岁|张|件|平方|立方|千瓦|万|亿))"
)
_HAN_END = re.compile(r"[\u4e00-\u9fff)》]")  # numbers and quotes have spaces around them for their looks
_HAN_START = re.compile(r"[\u4e00-\u9fff“《—(]")
_STOP = re.compile("[。;,]")
_JOINED = frozenset("、,和与及的以为再更不并(“一中")


@define
class _Order:
    """The numbers of the last headings of each kind, to know which comes next."""

    last: dict[int, int] = field(factory=dict)
    end: int = -1

    def follows(self, number: Number) -> bool:
        """Whether it is the next of its kind, or the first of the highest kind again after a table of contents."""
        last = self.last.get(number.level, 0)
        if number.value == last + 1:
            return True
        return number.value == 1 and last > 1 and number.level == min(self.last)

    def take(self, number: Number, place: int) -> None:
        """Counts a heading; sections and items begin again below it."""
        self.end = place + number.end
        if number.level != _BOX:
            deepest = max(number.level, _RUNS_ON)
            self.last = {level: value for level, value in self.last.items() if level <= deepest or level == _BOX}
        self.last[number.level] = number.value


@define
class RunningText:
    """Parts lines at the headings written inside them.

    Attributes:
        folded: the whole text.
        gaps: folded positions after white space as wide as an indent.
        titles: titles by label, from the table of contents.
        split_sentences: every line is a sentence without its stop, so that a short line may still be title and text.
    """

    folded: Folded
    gaps: frozenset[int]
    titles: dict[str, list[str]]
    split_sentences: bool
    order: _Order = field(factory=_Order)

    @cached_property
    def _spaced_out(self) -> bool:
        """White space between characters everywhere says nothing."""
        origins = self.folded.origins
        spaced = sum(b - a > 1 for a, b in pairwise(origins))
        return spaced * 5 > len(origins)

    def cuts(self, start: int, end: int) -> list[int]:
        """Where a line is to be parted, both ends included."""
        found = list(self._headings(start, end))
        cuts = {start, end}
        for index, (place, number) in enumerate(found):
            limit = found[index + 1][0] if index + 1 < len(found) else end
            cuts.update((place, self._title_end(place, number, limit, first=place == start, alone=limit == end)))
        cuts.update(gap for gap in self._gaps_in(start, end) if self._parts(gap, cuts))
        return sorted(cut for cut in cuts if start <= cut <= end)

    def _gaps_in(self, start: int, end: int) -> Iterable[int]:
        if self.folded.origins[end - 1] - self.folded.origins[start] - (end - 1 - start) < 2:
            return ()
        return [place for place in range(start + 1, end) if place in self.gaps]

    def _parts(self, gap: int, cuts: set[int]) -> bool:
        """A wide gap parts paragraphs after a stop or heading, before a number or dash, or where stops were dropped."""
        text = self.folded.text
        if self.split_sentences or gap in cuts or text[gap - 1] in _STOPS:
            return True
        return text.startswith("——", gap) or read_number(text, gap) is not None

    def _headings(self, start: int, end: int) -> Iterator[tuple[int, Number]]:
        text = self.folded.text
        first = read_number(text, start)
        boxed = first is not None and first.kind is NodeKind.BOX
        if first:
            self.order.take(first, start)
            yield start, first
        if end - start <= 12:
            return
        for match in _HEADING.finditer(text, start + 1, end):
            number = read_number(text, match.start())
            if number is None or (number.kind is NodeKind.ITEM and end - start < _SHORTEST_RUN and not boxed):
                continue
            if self._opens(match.start(), number):
                self.order.take(number, match.start())
                yield match.start(), number

    def _opens(self, place: int, number: Number) -> bool:
        text = self.folded.text
        if _REFERS.search(text, max(place - 6, 0), place) and not self._follows_title(place, number):
            return False
        if number.kind is NodeKind.BOX:
            return text[place - 1] in _STOPS or number.value == self.order.last.get(9, 0) + 1
        follows = self.order.follows(number)
        spaced = self._space_before(place) and not self._spaced_out
        stopped = text[place - 1] in _STOPS
        if number.kind is NodeKind.ITEM:
            below = number.level > 4 and number.value == 1 and 0 < place - self.order.end <= LONGEST_TITLE
            return follows and (stopped or spaced or below or place in self.gaps)
        return follows or stopped or spaced

    def _follows_title(self, place: int, number: Number) -> bool:
        """The first number right after the title of the whole text, …规划纲要第一章, refers to nothing."""
        title = self.folded.text[: min(place, _LONGEST_DOCUMENT_TITLE + 1)].lstrip()
        return number.value == 1 and len(title) <= _LONGEST_DOCUMENT_TITLE and not re.search("[。;,!?:《]|^本", title)

    def _space_before(self, place: int) -> bool:
        return self.folded.origins[place] - self.folded.origins[place - 1] > 1

    def _title_end(self, place: int, number: Number, limit: int, *, first: bool, alone: bool) -> int:
        """Where the title of the heading at a place ends, at most at a limit; at the number where it cannot be told."""
        text = self.folded.text
        begin = place + number.end
        whole = limit - begin <= LONGEST_TITLE and not _states(text[begin:limit].rstrip())
        if number.kind is NodeKind.ITEM:
            return limit if whole or (first and limit - place < _LONGEST_PARAGRAPH) else self._item_end(begin, limit)
        known = self._known(number, begin, limit)
        if known:
            return known
        if whole and not alone:
            crowded = limit - begin > _USUAL_TITLE and "," in text[begin:limit]
            return (self._word_end(begin, limit) if crowded else None) or limit
        if number.kind is NodeKind.BOX and (inside := self._box_title_end(begin, limit)):
            return inside
        wide = self._gap_end(begin, limit, wide=True)
        if whole and not wide and not self.split_sentences:
            return limit
        ends = wide or self._gap_end(begin, limit) or self._word_end(begin, limit)
        return ends or (limit if whole else begin)

    def _item_end(self, begin: int, limit: int) -> int:
        """An item inside running text; a short sentence after its number stays with it, as its run-in heading."""
        text = self.folded.text
        reach = min(limit, begin + LONGEST_TITLE)
        stop = _STOP.search(text, begin, reach)
        gap = next((p for p in range(begin + 4, stop.start() if stop else reach) if self._is_gap(p)), None)
        if gap or "。" in text[begin:reach]:
            return gap or limit
        return self._word_end(begin, limit) or limit

    def _is_gap(self, place: int) -> bool:
        """White space that may end a title: after a word, and not set everywhere for its looks."""
        spaced = self._space_before(place) and not self._spaced_out
        return place in self.gaps or (spaced and bool(_HAN_END.match(self.folded.text[place - 1])))

    def _known(self, number: Number, begin: int, limit: int) -> int | None:
        """The end of a title that the table of contents names; in the contents themselves, after its page number."""
        for title in self.titles.get(number.label, ()):
            end = begin + len(title)
            if self.folded.text.startswith(title, begin) and end <= limit:
                return end if self.folded.text[end : min(limit, end + 80)].strip(_PAGE_ENDS) else limit
        return None

    def _gap_end(self, begin: int, limit: int, *, wide: bool = False) -> int | None:
        """At the first white space as wide as an indent; else, where such is rare, at the first between two words."""
        places = range(begin + 2, min(limit, begin + LONGEST_TITLE))
        if wide:
            return next((p for p in places if p in self.gaps), None)
        if self._spaced_out:
            return None
        text = self.folded.text
        ended = re.compile("[。;]").search(text, begin, limit)
        for place in places[2:]:
            if ended and place > ended.start():
                return None
            if self._space_before(place) and _HAN_END.match(text[place - 1]) and _HAN_START.match(text[place]):
                return place
        return None

    def _word_end(self, begin: int, limit: int) -> int | None:
        """Before a word that opens a paragraph, after a noun that closes a title; never past a figure or a stop."""
        text = self.folded.text
        for place in range(begin + 4, min(limit, begin + LONGEST_TITLE)):
            if text[place - 1] in "。;!?\n":
                short = place - begin <= _SHORT_TITLE and "," not in text[begin:place]
                return place if short else None
            if _FIGURE.match(text, place - 1):
                return None
            if self._opens_paragraph(begin, place):
                return place
        return None

    def _opens_paragraph(self, begin: int, place: int) -> bool:
        """Whether the words at a place open a paragraph after a title that begins at another."""
        text = self.folded.text
        if text[place - 1] in _JOINED:
            return False
        if _PLAIN_OPENING.match(text, place) or _TIME_OPENING.match(text, place):
            return True
        if not _CLOSING.search(text, begin, place):
            return False
        measured = place - begin <= _SHORT_TITLE and _MEASURE_OPENING.match(text, place)
        return bool(measured or _OPENING.match(text, place))

    def _box_title_end(self, begin: int, limit: int) -> int | None:
        """A box that a copy flattened: its title ends before its first item, or before the head of its table."""
        inner = _BOX_INSIDE.search(self.folded.text, begin + 4, min(limit, begin + LONGEST_TITLE))
        if inner is None:
            return None
        of_title = inner["head"] and self.folded.text.endswith("主要", begin, inner.start())
        return inner.end() if of_title else inner.start()


def _states(words: str) -> bool:
    """Whether words after a number say more than a title can: more than one sentence, or a figure in one."""
    if re.search("[。;!?]", words[:-1]):
        return True
    return ("," in words or words.endswith(("。", ";"))) and _FIGURE.search(words) is not None
