"""Places by the form of their names: …水库, …街道, …产业园, and bare names that a form made known before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from gangyao.core.plan.entities.edges import LONGEST, left_edge
from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entity import EntityKind

_SITE = (
    "产业园|工业园|物流园|科技园|创业园|园区|开发区|高新区|经开区|工业集中区|新区|新城|科学城|保税区|综保区|陆港|空港|公路港|铁路港|保税物流中心|物流基地|航空港"
    "|国际机场|机场|高铁站|火车站|南站|北站|东站|西站|水库|风景名胜区|风景区|森林公园|湿地公园|地质公园|国家公园|自然保护区|景区|古镇|古城|老街|会馆|故居|遗址|大桥|隧道|片区|港区|作业区|码头"
)
_LINE = "城际铁路|城际快速通道|货运铁路|铁路|高铁|高速公路|高速|快速通道|快速路|经济干线|产城融合带|运河"
_SHORT = "镇|乡|村|街道|河|江|溪|湖|山|峡|岛|湾|渠|路|大道|街|港|寺|庙|宫|祠|坝"
_SUFFIX = re.compile(rf"(?P<site>{_SITE})|(?P<line>{_LINE})|(?P<short>{_SHORT})")
_RATED = re.compile(r"(?<!A)(?=(?:国家)?\d?A级)")
_WORD = re.compile(
    r"老城区?|主城区|中心城区|镇\(街道\)|乡镇\(街道\)|村\(社区\)|[一二三四五六七]大片区|(?<=铁路|高速|公路)[\u4e00-\u9fff]{2,3}(?=段)|(?<=大学)[\u4e00-\u9fff]{2,3}(?=校区)"
)
# What makes no proper name by itself before such a word.
_GENERIC = re.compile(
    "现代|特色|首批|拥堵|世界|人民|自然|海洋|重金属|环保|一轮|首个|亚洲|最大|自治|非公|出口|规划|幸福|劳动密集|零碳|民用|运输|生物|偏远|界河|枢纽|大宗|货物|古迹|协作|沿边|传统|文明|特大|超大|精品|精深|美丽|宜居|返乡|千亿|百亿|万亿|双|高质|新型|重点|综合|智能|智慧|绿色|循环|低碳|生态|经济|高新|技术|科技|创新|创业|产业|工业|农业|农产品|食品|加工|制造|装备|先进|机械|电子|信息|数字|大数据|软件"
    "|化工|医药|健康|康养|新材料|材料|新能源|能源|汽车|机动车|物流|商贸|商务|电商|电子商务|跨境|冷链|仓储|文化|文旅|旅游|创意|体育|教育|国际|国家级?|省级|市级|区级|县级"
    "|示范|试验|先行|核心|引领|合作|共建|飞地|临港|临空|保税|综合|集聚|集中|标准|大型|中型|小型|骨干|城市|城镇|乡镇|乡村|农村|城乡|城区|县域|镇域|主要|专业|公共|一流"
    "|[新老旧各该本一二三四五六七八九十两0-9大小中多]|一批|若干|全国|全省|全市|全区|全县|民俗|历史|风情|美食|步行|商业|特种|高端|服务业?|开放|型|化|级|类|个|座|条|家|处|民营|中小|企业|小微|国有|省|市|县|区|州"
    "|高速|高等级|普速|城际|市域|市郊|货运|客运|快速|干线|支线|专用|地方|铁路|公路|出海|出川|出渝|出省|环城|绕城|沿江|沿河|沿海|跨江|过江|内河|防洪|饮用水|水源|灌溉|抽水|蓄能|病险|骨干|森林|湿地|自然|红色|滨水|滨河|口袋|郊野|主题|信用|评级|A"
)
_NO_SHORT = re.compile(
    "(?:道|公|铁|放|引|堵|线|头|断头|思|出|电|网|水|套|退|门|来|心|活|问|之|末|管|环|油|气|后|销|养老|创业)路"
    "|[代省江青高荒矿火金银靠绿石雪深开]山|[集城强小重名村建边千收型帮]镇|街镇|乡镇|[一二三四五六七八九十两]镇|中心镇|制镇"
    "|[农乡城回下返离入故还带留之]乡|[农乡政然心空困丽庄新山渔进驻帮强围万容中族散任兴促]村(?<!关村)|带[路]|[大商食行小背步色]街|[江沿主内]河"
    "|[沿大长两出]江|[江两河田三]湖|[空香通商海口出电枢治易临]港|[半群列全海]岛|[海港]湾|[沟]渠|[大堤]坝|东宫|少宫|故宫|皇宫"
    "|[沿]溪"
)
_WORD_BEHIND = {
    "镇": "域街区村级乡压痛静", "乡": "村镇土愁亲音风规贤", "村": "民组庄级集居务两落规改镇医", "河": "流湖道长段岸床网口堤谷源",
    "江": "河海湖山", "湖": "泊长北南区", "山": "区水林体地洪脉",
    "路": "线由径灯面网段边况子权基口", "街": "区道景头镇巷",
    "港": "口航澳区股资元", "岛": "屿", "湾": "区", "渠": "道系", "宫": "颈", "坝": "体", "溪": "流", "峡": "谷",
}  # fmt: skip
_GRADE = re.compile(r"(?:国家)?\d?A级(?:国家)?(?:旅游)?(?:风景名胜区|风景区|景区)?$")
_LAST_WORD = re.compile("(?:街道|水库|镇|乡|河|峡)$")
_SITE_GOES_ON = ("域", "划", "公")  # 区域, 区划, 遗址公园
_MOST = 15  # a bare name that stands oftener is a word
_COMMON = re.compile(
    r"建设|和平|团结|新街|高峰|发展|人民|中心|文化|幸福|光明|城市|城区|农村|工业|南部|北部|东部|西部|中部|老城|一带|奋斗|胜利|解放|光荣|民主|自由|文明|进步"
)


def find_place_forms(text: str, places: Sequence[Mention]) -> Iterator[Mention]:
    """Places by their last word; known places inside them are where they begin.

    Args:
        text: folded.
        places: known places in order.
    """
    for match in _WORD.finditer(text):
        yield _place(text, match.start(), match.end())
    for match in _RATED.finditer(text):
        start = left_edge(text, match.start())
        if 2 <= match.start() - start <= 5 and _proper(text[start : match.start()]):
            yield _place(text, start, match.start())
    starts = [place.start for place in places]
    for match in _SUFFIX.finditer(text):
        near = places[bisect_left(starts, match.start() - LONGEST) : bisect_left(starts, match.start())]
        if near and near[-1].end > match.start():  # its last word belongs to a known place
            continue
        if match["short"]:
            start = _short_start(text, match.start(), near)
            named = _is_short_name(text, start, match.start(), match.end())
        else:
            start = left_edge(text, match.start(), [place.start for place in near], unbroken=True)
            named = _is_site(text, start, match, at_place=any(place.start == start and place.code for place in near))
        if named:
            yield _place(text, start, match.end())


def _short_start(text: str, at: int, near: Sequence[Mention]) -> int:
    """Where a name before 河, 镇, 路 … begins: with a place right at its edge, or behind a place inside."""
    start = left_edge(text, at)
    inside = [place for place in near if start <= place.start and place.end <= at]
    whole = bool(inside) and inside[-1].start == start and at - inside[-1].end >= 2
    proper = whole and bool(_GENERIC.sub("", text[inside[-1].end : at]))
    return start if proper or not inside else inside[-1].end


def _is_site(text: str, start: int, match: re.Match[str], *, at_place: bool) -> bool:
    """A proper name before 产业园, 铁路 …; lines have short ones, and a region before 铁路 makes none."""
    stem = text[start : match.start()]
    if text[match.end() : match.end() + 1] in _SITE_GOES_ON or re.search(r"\d[家个处]|[一两三几]个", stem):
        return False
    if match["line"] and (len(stem) > 6 or stem.endswith("地区")):
        return False
    return _proper(stem, named=at_place)


def _is_short_name(text: str, start: int, at: int, end: int) -> bool:
    """One to four characters before 河, 镇, 路 …, that with it make no word."""
    stem, suffix = text[start:at], text[at:end]
    if not 1 <= len(stem) <= 4 or not stem.isalpha() or stem.isascii() or _NO_SHORT.search(text[max(0, at - 3) : end]):
        return False
    if text[end : end + 1] and text[end] in _WORD_BEHIND.get(suffix, ""):
        return False
    return len(stem) > 1 and bool(_GENERIC.sub("", stem))


def _proper(stem: str, *, named: bool = False) -> bool:
    """Something is left of the stem when general words are taken away."""
    rest = _GENERIC.sub("", re.sub(r"[()·、0-9A-Z]", "", stem))
    return len(rest) >= 2 or (named and len(stem) >= 2)


def _place(text: str, start: int, end: int) -> Mention:
    name = text[start:end]
    return Mention(start, end, EntityKind.PLACE, _GRADE.sub("", name) or name)


def find_bare_names(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Places that stand without their last word after the text named them with it (狸狐洞 after …水库)."""
    keys = {}
    for mention in found:
        name = text[mention.start : mention.end]
        stem = _LAST_WORD.sub("", _GRADE.sub("", name))
        if mention.kind is EntityKind.PLACE and not mention.code and 2 <= len(stem) < len(name):
            keys[stem] = mention.key
    words = {stem for stem in keys if _COMMON.fullmatch(stem) or not _GENERIC.sub("", stem) or text.count(stem) > _MOST}
    for start, end, key in NameIndex.of({stem: key for stem, key in keys.items() if stem not in words}).find(text):
        yield Mention(start, end, EntityKind.PLACE, key)
