"""Where a name begins: leftwards from its last word to the words before that belong to the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MOST_ITEMS = 40  # of one list
LONGEST = 24  # characters of a name found by its last word
_HARD = re.compile(
    r"[^\u4e00-\u9fffA-Za-z0-9()·]|的|和(?![平谐睦])|与|及|等(?!级)|在(?!线)|于|(?<!自)由|把|将|对(?!外)|从|以|为|至|到|是|向(?![阳])|了|经(?!济|开|信)|被|让|并|如|则"
)
_VERBS = (
    "推进|推动|加快|加强|建设|规划|实施|支持|依托|打造|提升|改造|新建|扩建|改建|建成|完成|完善|重点|积极|大力|全面|深化|融入|对接|主动|联通|争取|争创"
    "|创建|开展|整治|治理|修复|围绕|聚焦|突出|瞄准|引进|培育|发展|做强|做大|做优|鼓励|引导|组建|成立|设立|加入|参与|承接|协同|借助|发挥|激发|包括|其中|例如"
    "|特别|确保|保障|强化|优化|推广|借鉴|拓展|延伸|连接|接入|贯通|畅通|打通|启动|谋划|统筹|布局|促进|实现|形成|构建|建立|健全|坚持|落实|贯彻|举办|承办|召开"
    "|联合|携手|委托|达成|获批|获评|入选|提高|增强|扩大|巩固|壮大|力争|探索|编制|制定|出台|执行|按照|根据|依据|通过|坚决|严格|有序|稳步|持续|深入|高标准|高质量"
    "|高水平|高起点|成功|一批|续建|迁建|开工|竣工|投产|投用|投运|加大|加密|开通|开行|直达|位于|沿线|周边|地处|境内|辐射|覆盖|面向|整合|牵头|负责|组织|配合|协助"
    "|协调|指导|监督|努力|充分|进一步|推介|推荐|利用|运营|服务|集聚|辖区|搬迁|配套|纳入|列入|升级|拓宽|改善|抢抓|维护|保护|恢复|开发|创新|引入|拥有|现有|现代|以及"
    "|布设|补齐|谋求|推行|深度|更好|继续|适时|抓好|抓住|抓紧|办好|用好|用活|盘活|擦亮|唱响|讲好|重塑|再现|再造|彰显|提档|加装|加固|突破|超过|达到|合理|界定"
    "|回应|尊重|适应|赢得|塑造|履行|采取|限制|禁止|允许|放宽|减少|降低|取消|清理|淘汰|关闭|拆除|规范|改革|改进|实行|支撑|服务"
    "|新增|弘扬|发扬|传承|学习|缅怀|纪念|选择|增进|保持|申报|入驻|助推|结合|吸引|筹设|筹建|夯实|做靓|做美|关停|领办|创办|含|考察|发布|划入|申建|确定|疏解|严守|坚守|守住|守牢|严控|好|年内|扶持|树立|建强|抓|建|赴|助力|强力|有力|有效|高效|积极"
)
_BEFORE = frozenset("的和与及等在于由把将对从以为至到是向经让被并或赴往省市区县州盟旗江河湖海—-~·")
_IN_NAMES = "发展|服务|创新|开发|保护|协同|联合|利用|组织|运营|现代|规划"  # verbs that names of sites hold too
_BREAKS = re.compile(rf"(?!{_IN_NAMES})(?:{_VERBS})")
_LAST = frozenset(verb[-2:] for verb in _VERBS.split("|"))
_SOFT = re.compile(_VERBS)


def left_edge(text: str, end: int, places: Iterable[int] = (), *, unbroken: bool = False) -> int:
    """Where the name begins whose last word starts at a place.

    Args:
        text: folded.
        end: where the last word of the name starts.
        places: starts of known places; a name that holds one, outside brackets, begins with the first.
        unbroken: a verb behind that place begins another name (…园申建…区); else names hold verbs (…建设集团).
    """
    begin = max(0, end - LONGEST)
    for hard in _HARD.finditer(text, begin, end):
        begin = hard.end()
    begin = _balanced(text, begin, end)
    held = [place for place in places if begin <= place < end and "(" not in text[begin:place]]
    if held and not (unbroken and _BREAKS.search(text, min(held), end)):
        return min(held)
    for soft in _SOFT.finditer(text, begin, end):
        begin = soft.end()
    return begin


def _balanced(text: str, begin: int, end: int) -> int:
    """The beginning moved behind a bracket that is opened or closed on one side only."""
    depth = 0
    for place in range(end - 1, begin - 1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth < 0:
            return place + 1
    return begin if depth == 0 else text.rindex(")", begin, end) + 1


def items_before(text: str, end: int, places: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
    """The spans of the items parted by 、 that end at a place, last first; the first of the list without its verb."""
    places = tuple(places)
    for _ in range(_MOST_ITEMS):
        start = _item_start(text, end)
        listed = start > 0 and text[start - 1] == "、"
        yield (start if listed else max(start, left_edge(text, end, places))), end
        if not listed:
            return
        end = start - 1


def _item_start(text: str, end: int) -> int:
    start = end
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "·()") and end - start < LONGEST:
        start -= 1
    return start


def trim_left(text: str, start: int, end: int, least: int = 2) -> int:
    """Where the name begins that ends a stretch: behind its last function word or verb that leaves enough characters.

    Args:
        text: folded.
        start: first character of the stretch.
        end: one past its last.
        least: characters that a name has at least; a verb closer to the end is part of it (…保障).
    """
    begin = start
    for pattern in (_HARD, _SOFT):
        begin = max([begin, *(word.end() for word in pattern.finditer(text, begin, end) if end - word.end() >= least)])
    return begin


def is_verb(words: str) -> bool:
    """Whether some words are nothing but verbs that stand before names."""
    return not _SOFT.sub("", words)


def begins_word(text: str, start: int) -> bool:
    """Whether a name can begin here: behind a mark, a function word, a territory or a verb."""
    before = text[start - 1 : start]
    return not before.isalpha() or before.isascii() or before in _BEFORE or text[max(0, start - 2) : start] in _LAST
