"""What an act is done to: the head noun phrases of its objects, shorn of numbers, attributes and the ends of lists."""

from __future__ import annotations

import re

from gangyao.core.plan.acts.opening import behind_time, find_verb
from gangyao.core.plan.acts.verbs import Role, Verbs

Span = tuple[int, int]

_NUMBER = r"(?:[0-9][0-9.,]*(?:[-—~至到][0-9.]+)?|[一二三四五六七八九十百千两几数]+)(?:余|多)?"
_CLASSIFIER = (
    "(?:[万亿千百]*(?:个|所|家|条|座|项|处|批|名|位|支|类|种|次|套|件|台|辆|只|户|对|片|块|栋|幢|间|场|平方公里|公里|平方米|立方米|米|亩|公顷|吨|人次|人|张"
    "|艘|架|宗|元|千瓦时|千瓦|万亩))"
)
_MANY = (
    "(?:一批|一系列|一些|若干个?|一大批|部分|各类|各种|各项|所有|更多|首批|第一批|多[个条项种类]|以下"
    rf"|{_NUMBER}(?:左右|以上)?{_CLASSIFIER}(?:左右|以上|以内)?)"
)
_LEADING = re.compile(rf"(?:{_MANY}(?=.{{2}})(?![的、和左]|形式)|(?:相关|有关|必要)的?(?=.{{2}}))+")
_COMPLEMENT = re.compile(
    "好(?![氧看])|了|着(?![力眼装陆])|到|至(?!今)|为(?!民|主|本)|出(?=[一更]|[0-9])|成(?=[为一]|[0-9])|起(?=[一多])"
)
_VAGUE = re.compile("一批|一大批|一些|若干|一系列|多[个条项种]|数[个十百]")
_TRAILING = re.compile(
    rf"(?:达到?|突破|超过|至|到|为|约|近|各|不低于|不少于|不超过|控制在)*(?<![A-Za-z0-9.])(?:{_NUMBER})(?:%|‰|个百分点|{_CLASSIFIER}|[亿万]级?|天|小时|分钟|个工作日)?(?:/[日年月天小时]+)?(?:以上|左右|以内|以下)?$"
)
_RESULT = re.compile(
    "报.{2,30}(?:批准|审批|审定|审议|备案)$"
    "|(?:提高|提升|增加|降低|扩大|控制|压减|稳定|保持|缩短|压缩|增长|下降|达|落实|延伸|覆盖)(?:到|至|在).*$"
)
_ENDS = (_TRAILING, _RESULT)
_COUNTED = re.compile("[0-9一二三四五六七八九十百千两几数至到在报]")  # without one of these neither is there
_MARK = re.compile(r"(?:之一|\[\d+\]|[①-⑳]|[\s。;,:])+$")
_CONJUNCTION = re.compile(
    r"、|以及|(?<![温平饱中缓调谐共总柔])和(?![谐平睦解])|(?<![参给赋授])与(?!会|者|度|国际)|(?<![普涉惠触危波以])及(?![时格早])(?:其(?!他))?|(?<=[一-鿿]{3})并(?=[^网列轨购举])|特别是|尤其是"
)
_ET_CETERA = re.compile(r"(?<![平高中初同优对均不一二三四上下])等(?![级候待于量值距外效])")
_FIELDS = re.compile("(?:各类|多种|各|一批|.{0,2}大)?(?:重点|特殊)?(?:行业|领域|方面|地区|流域|环节)的?(?=.{2})")
_TOWARDS = frozenset("对与同")
_SHORT = 6  # a closing noun of up to so many characters with its 的 says too little alone: 的合作
_BETWEEN = frozenset(("衔接", "合作", "协作", "融合", "联动", "对接", "协调", "交流"))  # what needs all of its sides
_OTHER_SIDE = re.compile("[同与](?!步|志)")
_MODIFIER = re.compile(
    "(?:深度|有效|有机|全面|更好|快速|健康|有序|平稳|持续|协调|均衡|一体化?|无缝|高效|加快|共同|互利|实质|动态|实时|合理|稳定|规范|系统|综合|科学|集中)?$"
)
_LISTED = re.compile("[^向在围于从对与把将通]*、[^向在围于从对与把将通]*")  # a list of things, no act of somebody
_TURNS = frozenset(("发展", "转型", "升级", "改造"))
_TURNED = re.compile("(?<=[^、]{2})(?:、?[一-鿿]{2}化)*$")
_BARE = 3  # up to so many characters a class noun behind 等 says little: 等项目
_HOLDERS = re.compile("(?:体系|机制|制度|能力|系统|功能|服务|要素|技术|职能|政策|标准)$")
# 动物防疫和病虫害防治体系: the last noun closes all of them, unless the first has one of its kind.
_ABSTRACT = re.compile(
    "(?:体系|体制|机制|制度|能力|水平|政策|职能|职责|力度|结构|标准|网络|安全|[有用营理产物益债股]权|权益|权利|功能|服务|改革|方式|模式|技术|管理|监管|质量|规模|作用|优势|关系|环境|秩序|试点|行动|战略|管控|合作"
    "|监督|治理|衔接|布局|规范|要求|效率|成本|协作|联系|交流|保障|保护|利用|处理|任务|矛盾|流程|事项|意识|条件|格局|责任|协调|一体化|空间|问题|现象|行为|活力|动力|潜力|风险|需求|收入|比重|创新|发展|开放|建设|生产|投入)$"
)
_CONCRETE = re.compile(
    "(?:平台|设施|设备|装备|工程|公司|企业|人才|队伍|机构|资源|产业|市场|文化|教育|渠道|资金|项目|线路|岗位|方案|计划|规划|活动|产品|商品|用地|汽车|广场|农业|中心|基地|政府|群众|价格)$"
)
_COMPLETE = re.compile("[道路站场馆院校园区桥港线楼房厂库所街镇村县市河湖江山业店会节者员品网金费税法]$")
_QUALITY = re.compile("^.{1,4}[化型性式级]$")


def read_objects(words: str, start: int, end: int, verbs: Verbs, role: int) -> tuple[tuple[Span, ...], Span | None]:
    """The objects of a verb.

    Args:
        words: the clause.
        start: one past the verb.
        end: of the clause.
        verbs: the vocabulary.
        role: what the verb can do.

    Returns:
        Head noun phrases in order, and the nominalised verb that a light verb takes.
    """
    start, end = trim(words, start, end)
    if start >= end:
        return (), None
    if role & (Role.PIVOT | Role.LIGHT) and find_verb(
        words, start, _before_side(words, start, end, role), verbs, strict=True
    ):
        return ((start, end),), None
    if role & Role.PIVOT and not role & Role.LIGHT and not _LISTED.fullmatch(words, start, end):
        return ((start, end),), None
    if role & Role.LIGHT:
        return _with_tail(words, start, end, verbs)
    return _heads(words, start, end, verbs), None


def _before_side(words: str, start: int, end: int, role: int) -> int:
    towards = words.find("向", start + 2, end) if role & Role.LIGHT else -1
    return towards if towards > 0 else end


def trim(words: str, start: int, end: int) -> Span:
    """A stretch without numbers, marks and complements at its ends."""
    complement = _COMPLEMENT.match(words, start, end)
    start = complement.end() if complement else start
    start = _shorn(words, start, end)[0]
    start = (start < end and behind_time(words, start, end, 0)) or start
    stretch = words[start:end]
    for pattern in (_MARK, *(_ENDS if _COUNTED.search(stretch) else ())):
        found = pattern.search(stretch)
        if found and found.start() > 1:
            stretch = stretch[: found.start()]
    return start, start + len(stretch)


def is_vague(words: str) -> bool:
    """How many is left open: 一批, 一些."""
    return bool(_VAGUE.search(words))


def _with_tail(words: str, start: int, end: int, verbs: Verbs) -> tuple[tuple[Span, ...], Span | None]:
    """The objects in front of the nominalised verbs: 推进甲建设和乙改造."""
    stop = verbs.tail(words, start, end)
    of = words.rfind("的", start, end)
    if (
        of > start and stop < end and (of < stop <= of + _BARE or is_nominal(words, of + 1, end, verbs))
    ):  # 加强甲、乙的有机衔接, 加快甲的修订和实施
        first = start + (words[start] in "对与同和")
        of -= 2 * words.endswith("之间", first, of)
        heads = ((first, of),) if words[end - 2 : end] in _BETWEEN else _heads(words, first, of, verbs)
        return heads, (stop if stop - of <= _BARE else of + 1, end)
    stop = _chain_start(words, start, stop, verbs)
    if words[end - 2 : end] in _TURNS:  # 推动甲高端化、品牌化发展
        stop -= _ending(_TURNED, words[start:stop])
    if stop <= start or stop >= end or (stop - start < _BARE and verbs.at(words, start)[1] & Role.ADVERB):
        return _heads(words, start, end, verbs), None
    tail = (stop, end)
    limit = _limit(words, start, stop, end)
    if limit < stop:
        return _heads(words, start, limit, verbs), tail
    spans = _conjuncts(words, start, stop)
    if _is_shared(words, spans):
        return _joined(words, spans), tail
    tails = [tail]
    for index, (first, last) in enumerate(spans[:-1]):
        inner = verbs.tail(words, first, last)
        inner -= _ending(_MODIFIER, words[first:inner]) if inner < last else 0
        if verbs.roles.get(words[first:inner], 0) & Role.ADVERB:  # 联合监测
            return _heads(words, start, end, verbs), None
        if first < inner < last:
            tails.append((inner, last))
            spans[index] = (first, inner)
    return tuple(_shorn(words, *span) for span in spans), min(tails)


def _chain_start(words: str, start: int, stop: int, verbs: Verbs) -> int:
    """Where a run of nominalised verbs begins: 收集处理, 采集和应用; the start of the stretch if not all are verbs."""
    while stop > start:
        joined = words[stop - 1] in "、和与及"
        before = verbs.tail(words, start, stop - joined)
        if before < stop - joined and before > start:
            stop = before
        elif joined:
            return start
        else:
            return stop - _ending(_MODIFIER, words[start:stop])
    return stop


def _ending(pattern: re.Pattern[str], words: str) -> int:
    """How many characters at the end a pattern finds."""
    found = pattern.search(words)
    return len(found[0]) if found else 0


def _limit(words: str, start: int, stop: int, end: int) -> int:
    """Where the object ends before another side: 推动甲向乙延伸, 推动甲与乙融合."""
    if (towards := words.find("向", start + 2, stop)) > 0:
        return towards
    if words[end - 2 : end] in _BETWEEN or words[end - 4 : end - 2] in _BETWEEN:
        other = _OTHER_SIDE.search(words, start + 2, stop)
        return other.start() if other else stop
    return stop


def is_nominal(words: str, start: int, end: int, verbs: Verbs) -> bool:
    """Nothing but nominalised verbs: 修订调整, 评价和考核."""
    while end > start:
        stop = end - (words[end - 1] in "、和与及")
        before = verbs.tail(words, start, stop, Role.NOMINAL | Role.TAIL)
        if before == stop:
            return False
        end = before
    return True


def _heads(words: str, start: int, end: int, verbs: Verbs) -> tuple[Span, ...]:
    of = words.rfind("的", start + 1, end)
    toward = of > 0 and words[start] in _TOWARDS and end - of <= _SHORT and words[end - 2 : end] != "力度"
    if toward or (of > 0 and verbs.roles.get(words[of + 1 : end], 0) & Role.NOMINAL):  # 对甲的监督, 甲的全覆盖
        return ((start + (words[start] == "对"), end),)
    return _joined(words, _conjuncts(words, start + (words[start] == "对"), end))


def _conjuncts(words: str, start: int, end: int) -> list[Span]:
    """The coordinated noun phrases of a stretch, attributes in front of 的 cut off."""
    if not _MANIFOLD.search(words, start, end):
        return [(start, end)]
    plain = _shield(words[start:end])
    spans: list[Span] = []
    position = 0
    while position < len(plain):
        position = _behind_attribute(plain, position)
        cut = _CONJUNCTION.search(plain, position)
        while cut and cut[0] in "和与及" and "、" in plain[cut.end() :]:  # 甲和乙标准、丙标准
            cut = _CONJUNCTION.search(plain, cut.end())
        stop = cut.start() if cut else len(plain)
        if stop > position:
            spans.append((start + position, start + stop))
        position = cut.end() if cut else len(plain)
    return _without_class(words, spans, plain, start) if "等" in plain else spans


def _behind_attribute(plain: str, position: int) -> int:
    """One past the last 的 of the first noun phrase."""
    cut = plain.find("的", position)
    while 0 <= cut < len(plain) - 1:
        position = cut + 1
        following = plain.find("的", position)
        conjunction = _CONJUNCTION.search(plain, position)
        cut = following if following >= 0 and (conjunction is None or following < conjunction.start()) else -1
    return position


def _without_class(words: str, spans: list[Span], plain: str, start: int) -> list[Span]:
    """甲、乙等项目: the members where the class noun says little, else the class noun: 甲、乙等重大活动."""
    match = _ET_CETERA.search(plain)
    if match is None:
        return spans
    at, behind = start + match.start(), start + match.end()
    members = [(first, min(last, at)) for first, last in spans if first < at]
    rest = [(max(first, behind), last) for first, last in spans if last > behind]
    if not rest or not members:
        return members or rest
    first, last = rest[0]
    field = _FIELDS.match(words, first, last)
    if field:
        return [(field.end(), last), *rest[1:]]
    first = _shorn(words, first, last)[0]
    if last - first > _BARE:
        return [(first, last), *rest[1:]]
    return [(members[0][0], last)] if _HOLDERS.search(words[first:last]) else members


def _joined(words: str, spans: list[Span]) -> tuple[Span, ...]:
    """Noun phrases shorn of numbers; one where the last noun closes them all."""
    if _is_shared(words, spans):
        spans = [(spans[0][0], spans[-1][1])]
    return tuple(_shorn(words, first, last) for first, last in spans)


def _is_shared(words: str, spans: list[Span]) -> bool:
    """The last noun of a list closes all of its members."""
    if len(spans) < 2:
        return False
    first, last = words[slice(*spans[0])], words[slice(*spans[-1])]
    if _QUALITY.search(first):
        return not _QUALITY.search(last)
    if _ABSTRACT.search(last):
        return not _ABSTRACT.search(first)
    return bool(_CONCRETE.search(last)) and not any(p.search(first) for p in (_CONCRETE, _ABSTRACT, _COMPLETE))


def _shorn(words: str, start: int, end: int) -> Span:
    match = _LEADING.match(words, start, end)
    return (match.end() if match else start), end


def _shield(stretch: str) -> str:
    """The stretch with everything inside quotation marks and brackets blanked, and every 的 that opens no noun."""
    stretch = stretch.replace("目的", "目\0").replace("新的", "新\0")
    if "“" not in stretch and "(" not in stretch and "《" not in stretch:
        return stretch
    return _QUOTED.sub(lambda m: m[0][0] + "\0" * (len(m[0]) - 2) + m[0][-1], stretch)


_QUOTED = re.compile(r"“[^“”]*”|\([^()]*\)|《[^《》]*》")
_MANIFOLD = re.compile("[、和与及并的等特尤]")
