"""Enterprises and institutions: by their last word, and enterprises also where the text itself calls them so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gangyao.core.plan.entities.edges import LONGEST, items_before, left_edge
from gangyao.core.plan.entities.known_names import Enterprise
from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entities.name_index import NameIndex
from gangyao.core.plan.entity import EntityKind

_SUFFIX = re.compile(
    r"(?P<group>医疗集团|教育集团)|(?P<firm>公司|集团(?!军|化|式|购))"
    r"|(?P<school>大学(?!生|科|城)|学院(?!派)|医院(?!感)|中学(?!生)|小学(?!生)|研究院|研究所|设计院|科学院|研所|农科院|社科院|中科院|博物馆|教育城|实验室)"
)
_CALLED = re.compile(
    r"等(?:[\d一二三四五六七八九十百]+余?[家户])?(?:有条件的|一批|重点|龙头|骨干|知名|优质|大型|本地|本土|行业|领军|头部|链主|制造|生产|科技|高新技术|上市|国有|民营|工业|食品|中央|规上|标杆|优势|配套)*"
    r"(?:企业|公司|厂商)(?![集群家社管责主文创服]|技术)"
)
_GENERIC = re.compile(
    "民营|更多|人形|大国|我国|煤炭|资产|项目|优抚|独资|外商|紧密型|流入地|全日制|上市|跨国|跨境|电子商务|商务|义务|教育|精密|基础|龙头|大型|大中型|国有|国资|平台|投资|运营|担保|保险|证券|融资|物流|快递|旅游|文旅|建设|建工|发展|科技|农业|农产品|产业|企业|子|分|总|母|家|股份|有限|责任|专业"
    "|互联网|型|金融|租赁|基金|管理|资本|信托|小额|贷款|电力|电网|燃气|自来水|供水|水务|公交|公共|交通|城市|城投|一批|若干|所属|境外|境内|外资|外贸|民营|中小|微|行业|领军|头部|骨干|央企|国企|电商"
    "|贸易|供应链|服务|开发|经营|现代|优质|知名|国内外|国内|国际|国外|世界|全球|高等|普通|职业|技术|技工|技师|应用|本科|综合|一流|双一流|国家级?|重点|县级|市级|省级|区级|公立|民办|公办|社会办|社会"
    "|中医|中西医结合|中西医|妇幼保健|妇幼|保健|精神|专科|传染病|儿童|妇女|康复|老年|护理|三级|二级|[三二一]甲|甲等|乡镇|社区|基层|中心|智慧|新型|研究型|研究|开放|电视|党校|行政|师范|医科|医学|医疗|医药|健康|卫生|工业"
    "|理工|工程|级|所|个|座|新建|改扩建|部属|省属|附属|定点|农村|城区|城镇|薄弱|标准化|寄宿制|九年|一贯制|完全|高级|初级|高中|初中|中小|中|小|科研|高校|院校|联合|共建|自治|新|区域|数字|虚拟|先进|设计|勘察|规划|产教|特色|标杆|示范"
    "|[省市县区州]?人民|[各多两三四五六七八九十百千一二0-9余]|前|制造|装备|材料|能源|环保|节能|电子|信息|汽车|锂电|光伏|化工|机械|生物|食品|调味品|饲料|粮油|加工|锅炉|泵阀|焊接|商贸|零售|连锁|餐饮|家政|建筑|房地产|软件|数据|通信|航空|航天|环境|资源|特种|高端|高新|技术|产品|品牌"
    "|及其|以上|其他|相关|有关|主要|实体|合资|独资|集体|林业|渔业|养殖|种植|种业|畜牧|纺织|服装|钢铁|有色|冶金|建材|轻工|造纸|烟草|白酒|酿酒|民航|铁路|港口|码头|机场|通用|智能|机器人"
)
_PLATFORM = re.compile(
    r"(?:[一二三四五六七八九十]大)?(?:国有)?(?:平台公司|投资运营公司|资本运营公司|资本投资公司|资本投资、运营公司)"
)
_LEVEL_OWNED = re.compile(
    r"[区县市省州旗](?:第?[一二三四五六]?人民|中|中西医结合|妇幼保健|妇幼|精神病|精神卫生|第[一二三四五六])$"
)
_NUMBERED = re.compile(r"第?[一二三四五六七八九十]{1,2}$")
_NAMED_ALONE = ("大学", "学院", "教育城")  # others are named by their place or number, or spoken of in general
_LONGEST_CALLED = 12
_NUMBER = re.compile(r"\d[万吨家户个条]|^\d")
_LEAST = 2  # characters that are left of a name without its general words


def find_organisations(text: str, places: Sequence[Mention]) -> Iterator[Mention]:
    """Enterprises and institutions whose last word says what they are.

    Args:
        text: folded.
        places: known places in order; a name may begin with one.
    """
    starts = [place.start for place in places]
    for match in _PLATFORM.finditer(text):
        yield Mention(match.start(), match.end(), EntityKind.ENTERPRISE, match[0])
    for match in _SUFFIX.finditer(text):
        near = starts[bisect_left(starts, match.start() - LONGEST) : bisect_left(starts, match.start())]
        start = left_edge(text, match.start(), near, unbroken=match["school"] is not None)
        stem = text[start : match.start()]
        kind = EntityKind.ENTERPRISE if match["firm"] else EntityKind.INSTITUTION
        if start in near:
            own = len(stem) > 1 and (match["firm"] is None or len(_plain(stem)) >= _LEAST)
        else:
            named = match["firm"] or match[0].startswith(_NAMED_ALONE)
            own = bool(named and len(_plain(stem)) >= _LEAST) or bool(match["school"] and _LEVEL_OWNED.search(stem))
        if (
            own
            or (match[0] in ("研所", "农科院", "社科院", "中科院") and stem not in ("科", ""))
            or match[0] == "中科院"
        ):
            yield Mention(start, match.end(), kind, text[start : match.end()])


def find_called_enterprises(text: str, known: Sequence[Enterprise]) -> Iterator[Mention]:
    """Enterprises that a list of the text calls so (A、B等企业), wherever else they stand, and known short names."""
    keys = {name: firm.id for firm in known for name in (firm.id, *firm.short)}
    for match in _CALLED.finditer(text):
        items = list(items_before(text, match.start(), ()))
        names = [text[start:end] for start, end in items]
        if all(
            len(_plain(name)) >= _LEAST and len(name) <= _LONGEST_CALLED and not _NUMBER.search(name) for name in names
        ):
            keys.update({name: name for name in names if name not in keys})
    for start, end, key in NameIndex.of(keys).find(text):
        yield Mention(start, end, EntityKind.ENTERPRISE, key)


def _plain(stem: str) -> str:
    """What is left of a name without its general words."""
    return _GENERIC.sub("", re.sub(r"[()·、]", "", stem))
