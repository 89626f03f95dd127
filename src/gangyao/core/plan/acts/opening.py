"""What stands in front of the verb of a clause: labels, time, who acts, how firmly and in what manner."""

from __future__ import annotations

import re

from attrs import evolve, frozen

from gangyao.core.plan.acts.verbs import Role, Verbs

Span = tuple[int, int]

_LABEL = re.compile(
    r"[\s—\-·●◆■□▲★*]*(?:\(?[一二三四五六七八九十百]{1,3}\)|\(?\d{1,2}\)|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]"
    r"|\d{1,2}(?:\.\d{1,2})*[.、](?!\d)|0\d(?=\D)"
    r"|(?:[一二三四五六七八九十]|首先|其次|第[一二三四五六七八九十])(?:是|要(?!素|求)))?"
    r"(?:另外|此外|同时|最后|首先|其次|再次|特别是|尤其是|以及|并且|进而|,|、|就是)?[\s·]*"
)
_TIME = re.compile(
    r"(?:在|到|至|截至)?(?:“?十[一二三四五六七八九]五”?(?:时期|期间|末|规划期内?)?[内末]?"
    r"|(?:20\d\d|二[〇零][〇零一二三四五六七八九]{2})年?[-—至~]?(?:20\d\d)?年?"
    r"(?:年?[底末初]?(?:以前|之前|前)?|上半年|下半年|[一二三四]季度|\d{1,2}月底?)?"
    r"|规划期末?内?|今年|明年|年内|年底前?|本世纪中叶|本届政府任期内|近期|中远期|远期|每[年月周季]度?"
    r"|(?:未来|今后)?(?:[一二三四五六七八九十两]|\d{1,2})(?:到[一二三四五六七八九十两])?年(?:之?内|左右)?)[,中]?"
)
_TIME_FIRST = frozenset("到至在截“十2二规今明年本未一三四五六七八九两1345每近中远")
_ACTOR_MUST = re.compile(
    r"[^,:;。将把]{2,28}?(?:应当|必须|务必|(?<![主重需必首摘纪概想既还只])要(?![求素点闻道件害义领])"
    r"|(?<![供适效反相响感对])应(?![用急对届变])|(?<!必)须(?!知)|负责(?!人)|不得)"
)
_MUST = re.compile("(?:应当|必须|务必|要|应|须|负责|不得|都|均|也)+$")
_ACTOR = re.compile(
    r"(?:各级|各地|各部门|有关部门|相关部门|全社会|全[区市县省]|我[们省市区县镇乡]|本[省市区县]|国家|中央|政府"
    r"|各(?:镇|乡|区|县|市|街道|省)[^,的]{0,12}?|[^,的和与]{0,12}?(?:人民政府|政府|部门|单位|街道\)?|委员会|管委会|工作组))"
    r"(?:和[^,的]{2,10}(?:部门|单位|政府))?"
)
_COMPOUND = re.compile(
    r"(?:步伐|力度|进程|速度|水平|能力|质量|体系|机制|制度|环境|模式|方式|格局|功能|工作|效能|效率|效益|标准|网络|设施|流程|空间|活力|动力|后劲"
    r"|基础|政策|措施|手段|资源|要素|主体|人才|队伍|人员|机构|平台|基地|中心|成果|成本|资金|项目|工程|规模|结构|领域|产业|行业|市场|需求|行为"
    r"|秩序|权限|事项|条件|责任|情况|方案|作用|优势|机遇|契机|计划|规划|任务|目标|指标|指数|数据|信息|技术|装备|设备|场景|载体|理念|意识|素养"
    r"|试点|示范|体制|意见|办法|条例|细则|规范|范围|服务|管理|建设|发展)"
)
_NO_OBJECT = re.compile(
    "[的、和与及等或,:性率度型者员力]|化(?![解工肥石债])|区(?![域内级县位])|地(?![方区质下铁表面理])|家(?![庭政长电具乡禽])"
)
_VERB = Role.ACT | Role.AIM | Role.LIGHT | Role.PIVOT | Role.MODAL | Role.NOMINAL
_STRONG = Role.ACT | Role.AIM | Role.LIGHT | Role.PIVOT | Role.MODAL
_HOW = Role.ADVERB | Role.FIRMNESS | Role.MODAL
# Adverbs that only ever stand in front of a verb, so that what follows is one even if the vocabulary lacks it.
_URGES = frozenset((
    "积极", "主动", "大力", "全力", "深入", "着力", "努力", "切实", "扎实", "认真", "加快", "持续", "稳步", "有序",
    "不断", "继续", "进一步", "逐步", "科学", "统筹", "常态化", "依法",
))  # fmt: skip
_SINGLES = frozenset("建办抓修育招设引管护做走")
_ENERGETIC = frozenset("强补提稳扩促优增降保控防")  # 强核心、补短板
_JOINED = re.compile("(?:、|和|并|与|及|以及|或|且|并且)(?=.{3})")
_SIDES = ("向", "由", "对", "与", "同")  # 向村级倾斜, 由区政府批准: the verb may end the clause
_MOVES = ("将", "把")
_RESULTS = frozenset("至到为成在入给于进")
_ENDS = "(?:重点|核心|主体|载体|依托|抓手|契机|导向|引领|支撑|目标|主线|根本|基础|统领|指导|动力|突破口|牵引|龙头|纽带|轴线|中心|指引|保障|遵循|主|辅)"
_AS = re.compile(f"[^,]{{2,40}}?(?:为|作为)(?:[^,的]{{0,6}}?{_ENDS}[,、]?)+|[^,]{{2,16}}为[^,]{{2,4}}$")
_LEANS = re.compile("(?:作用|优势|效应|功能|潜力|机遇|契机|特长|潜能)$")  # 发挥…带动作用: one object, no other act
_DOES = re.compile("(?:实行|实施|开展|进行|给予|予以|加以|加强|提供|采取|建立|强化|落实|完善)(?=.)")
# Nouns as well, taken for the act inside a clause only where nothing else is: 围绕园区建设平台.
_WEAK = frozenset((
    "建设", "发展", "培育", "开发", "引进", "落实", "实施", "完善", "优化", "整合", "布局", "保护", "治理", "改造",
    "规划", "推广", "培养", "健全", "组建", "开展",
))  # fmt: skip


@frozen
class Opening:
    """Where the verb of a clause is, and what stands in front of it.

    Attributes:
        start: where the verb begins.
        end: one past the first word of the verb.
        role: what that word can do.
        modality: how firm it is.
        who: who acts.
        horizon: words of time.
        manner: means, basis or scope.
        moved: the object where it stands in front of the verb: 将…压减.
        known: the verb stands in the vocabulary.
    """

    start: int
    end: int
    role: int
    modality: str = ""
    who: Span | None = None
    horizon: Span | None = None
    manner: Span | None = None
    moved: Span | None = None
    known: bool = True


def read_label(words: str) -> int:
    """Where a clause begins behind its list number and connective."""
    match = _LABEL.match(words)
    return match.end() if match else 0


def read_opening(words: str, start: int, end: int, verbs: Verbs) -> Opening | None:
    """The verb that a stretch opens with, behind adverbs, time, manner and who acts; None without one."""
    position = start
    modality = ""
    urged = False
    horizon: Span | None = None
    while position < end:
        length, role = verbs.at(words, position)
        after = behind_time(words, position, end, length)
        if after:
            horizon, position = (position, after), after
            continue
        after = position + length
        if not length or role & Role.NOUN:
            break
        if role & _HOW and (not role & (_VERB | Role.MANNER) or leads_on(words, after, end, verbs)):
            if role & (Role.FIRMNESS | Role.MODAL) and not modality:
                modality = words[position:after]
            urged = words[position:after] in _URGES
            after += words.startswith("地", after, end)
            position = after + (words.startswith("、", after, end) and verbs.at(words, after + 1)[1] & _HOW > 0)
            continue
        if not role & (Role.MANNER | _STRONG) and not (role & Role.NOMINAL and _stands(words, after, end, verbs)):
            urged = False
            break
        found = _opened(words, position, after, role, end, verbs)
        if found and (modality or horizon):
            found = evolve(found, modality=modality or found.modality, horizon=horizon or found.horizon)
        return found
    if urged and end - position > 3 and not verbs.at(words, position)[1] & Role.NOUN:
        stop = position + (1 if words[position] in _ENERGETIC else 2)
        return Opening(position, stop, int(Role.ACT), modality, horizon=horizon, known=False)
    return _behind_actor(words, position, end, verbs, horizon) if position < end else None


def _stands(words: str, after: int, end: int, verbs: Verbs) -> bool:
    """A verb that is a noun as well is one here: nothing follows, an object, or another verb: 服务和对接企业."""
    return after >= end or has_object(words, after, end) or joined_verb(words, after, end, verbs) > 0


def joined_verb(words: str, position: int, end: int, verbs: Verbs) -> int:
    """One past the verb that is coordinated with the one before a position; 0 where none is: 修建并开放步道."""
    joined = _JOINED.match(words, position, end)
    if joined is None:
        return 0
    length, role = verbs.at(words, joined.end())
    after = joined.end() + length
    goes_on = has_object(words, after, end) or words[after : after + 1] in ("、", "和", "并")
    return after if length > 1 and role & _VERB and not role & Role.NOUN and goes_on else 0


def behind_time(words: str, position: int, end: int, length: int) -> int:
    """One past words of time; 0 where none stand there, or a longer word does."""
    time = _TIME.match(words, position, end) if words[position] in _TIME_FIRST else None
    return time.end() if time and time.end() - position > 1 and time.end() - position >= length else 0


def _opened(words: str, start: int, after: int, role: int, end: int, verbs: Verbs) -> Opening | None:
    """What a word opens that is a verb or brings in a manner."""
    if role & Role.MANNER:
        return _behind_manner(words, start, after, role, end, verbs)
    return Opening(start, after, role) if after - start > 1 or _single(words, after, end) else None


def leads_on(words: str, position: int, end: int, verbs: Verbs) -> bool:
    """Another verb follows at a position, so that the word before is only how it is done."""
    length, role = verbs.at(words, position)
    if position < end and (time := behind_time(words, position, end, length)):
        return leads_on(words, time, end, verbs)
    if not length or role & Role.NOUN:
        return False
    after = position + length
    if role & Role.NOMINAL:
        return has_object(words, after, end) and not compound(words, after, end)
    if role & _STRONG:
        return length > 1 or _single(words, after, end)
    return bool(role & _HOW) and leads_on(words, after, end, verbs)


def has_object(words: str, position: int, end: int) -> bool:
    """Something follows that can be an object."""
    return position < end and _NO_OBJECT.match(words, position) is None


def compound(words: str, position: int, end: int) -> bool:
    """A noun follows that makes one noun of it and the verb in front: 管理+体系, closed by the end or a conjunction."""
    match = _COMPOUND.match(words, position, end)
    return match is not None and (match.end() >= end or words[match.end()] in "的、和与及或等(,")


def _single(words: str, after: int, end: int) -> bool:
    return words[after - 1] in _SINGLES and end - after >= 2


def _behind_manner(words: str, start: int, after: int, role: int, end: int, verbs: Verbs) -> Opening | None:
    """The act behind means, basis or scope; the word itself where it is a verb and none follows."""
    word = words[start:after]
    if word in _MOVES:
        moved = _moved(words, after, end, verbs)
        comes_to = moved is not None and (words[moved.end : moved.end + 1] or "x") in _RESULTS
        if word == "将" and not comes_to and leads_on(words, after, end, verbs):
            return read_opening(words, after, end, verbs)
        return moved
    if role & _VERB and _LEANS.search(words, after, end):
        return Opening(start, after, role)
    inner = _inside_manner(words, word, after, end, verbs)
    position = find_verb(words, inner, end, verbs, origin=after, strict=bool(role & _VERB)) if inner < end else None
    if position is None and word in _SIDES:
        position = verbs.tail(words, after + 2, end, Role.ACT)
    if position is None or position == end:
        return Opening(start, after, role) if role & _VERB else None
    found = read_opening(words, position, end, verbs)
    if found is None or found.manner or found.moved:
        return found
    if word == "由":
        return evolve(found, who=(after, position))
    return evolve(found, manner=(start, position), moved=(after, position) if word in ("对", "对于") else None)


def _inside_manner(words: str, word: str, after: int, end: int, verbs: Verbs) -> int:
    """Up to where words belong to the manner whatever they are: 通过建立…, 以…为重点."""
    if word == "以" and (as_ := _AS.match(words, after, end)):
        return as_.end()
    if word in ("对", "对于") and (does := _DOES.search(words, after + 1, end)):
        return does.start()
    return after + (verbs.at(words, after)[0] if leads_on(words, after, end, verbs) else 0)


def _moved(words: str, after: int, end: int, verbs: Verbs) -> Opening | None:
    """将…压减至…: the verb behind its object, by preference one that says where it comes to."""
    best: Opening | None = None
    adverb: int | None = None
    position = after + 1
    while position < end:
        if words[position] in "“(":
            position = _closed(words, position, end)
            continue
        length, role = verbs.at(words, position)
        stop = position + length
        if length > 1 and role & _VERB and not role & Role.NOUN:
            found = Opening(position, stop, role, moved=(after, position if adverb is None else adverb))
            comes_to = words[stop : stop + 1] in _RESULTS and stop < end
            if comes_to or adverb is not None or words[stop - 1] in _RESULTS:
                return found
            if best is None or (not role & Role.NOMINAL and has_object(words, stop, end)):
                best = found
        adverb = (position if adverb is None else adverb) if length > 1 and role & _HOW and not role & _VERB else None
        position = stop if length else position + 1
    return best


def find_verb(words: str, start: int, end: int, verbs: Verbs, *, origin: int = -1, strict: bool = False) -> int | None:
    """Where an act begins inside a clause, adverbs included.

    Args:
        words: the clause.
        start: from where it is looked for.
        end: of the clause.
        verbs: the vocabulary.
        origin: where it does not begin, by default the start.
        strict: no verb that is a noun as well; otherwise such a one is taken where no other is.
    """
    weak: int | None = None
    adverb: int | None = None
    origin = start if origin < 0 else origin
    position = start
    while position < end:
        if words[position] in "“(":
            position = _closed(words, position, end)
            adverb = None
            continue
        length, role = verbs.at(words, position)
        if length < 2 or role & Role.NOUN:
            position += length or 1
            adverb = None
            continue
        after = position + length
        if role & _VERB and _may_act(words, origin, position, after, end, adverb):
            if not role & Role.NOMINAL or (not strict and adverb is not None and not compound(words, after, end)):
                return position if adverb is None else adverb
            if weak is None and (role & Role.ACT or words[position:after] in _WEAK) and not compound(words, after, end):
                weak = position
        adverb = (position if adverb is None else adverb) if role & _HOW else None
        position = after
    return None if strict else weak


def _may_act(words: str, origin: int, position: int, after: int, end: int, adverb: int | None) -> bool:
    """A verb with an object that is no attribute behind 的 or 等."""
    has = has_object(words, after, end) or words[after : after + 1] == "与"
    return has and (adverb is not None or (position > origin and words[position - 1] not in "的等之"))


def _closed(words: str, position: int, end: int) -> int:
    """One past the mark that closes the one at a position."""
    close = words.find("”" if words[position] == "“" else ")", position, end)
    return close + 1 if close >= 0 else position + 1


def _behind_actor(words: str, start: int, end: int, verbs: Verbs, horizon: Span | None) -> Opening | None:
    """区级有关部门要…, 各级政府加大…: who acts, then the act."""
    must = _ACTOR_MUST.match(words, start, end)
    match = must or _ACTOR.match(words, start, end)
    if match is None or not (must or leads_on(words, match.end(), end, verbs)):
        return None
    found = read_opening(words, match.end(), end, verbs)
    if found is None:
        return None
    stop = match.end()
    if must:
        stop = start + len(_MUST.sub("", must[0]))
    return evolve(found, who=found.who or (start, stop), horizon=horizon or found.horizon)
