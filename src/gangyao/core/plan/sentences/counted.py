"""The words right of a quantity: the counted or described thing and what happens to it."""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.plan.sentences import words
from gangyao.core.plan.sentences.phrase import clean, flow_verb
from gangyao.core.plan.sentences.words import alternation

_LONGEST_NOUN = 26
_LONGEST_LIST = 44
_SHORTEST_NOUN = 2
_CHANGES = alternation(
    " ".join(word for word in words.REACH.split() if len(word) > 1 and word != "新增"),
    "增长 增加 提高 下降 减少 降低 上升 缩短 回落 递增",
)
# A noun ends where a mark stands or a verb or adverb begins; lookaheads keep the words that only begin like one
# (停 in 停车场, 共 in 公共, 建成 in 建成区, 上市 in 上市公司).
_NOUN_STOP = re.compile(
    r"[,;。:《\[+\n=<>]|(?:全部|(?<![年人平户])均(?!衡|等)|已|正式|顺利|全面(?=[完推实启建竣落覆开有达投])|加速(?!器)|加快|成功|同时|陆续|相继"
    r"|先后|基本(?!农|公|医|养|药|建|草|单|民|生)|直接(?!融|投)|分别|累计|(?<!公)共(?!享|建|同|青|管|治|轨)|将"
    r"|也|得到|被"
    r"|在(?!建|校|岗|职|册|编|园|线|读|库)|由(?!于)|从(?!业|事)|向(?!上|日)|获(?!得感)|达(?!标)|为(?!民|老|农"
    r"|企)|完[工成]|开[工展通]|竣工|建成(?!区)|投[入运产用]|实[现施行]|进[展入行]|通过(?!率)|列[入为]|[纳划]入"
    r"|挂牌|上市(?!公司|企业|后备)|落户|落地"
    r"|签约|封顶|交付|受益|启动|推进|停(?!车)|以上(?!市|城市|企业)|左右|以下|参保(?!率|人)|领取|入选|获评|荣获|获批|新获"
    r"|成为|评为|增选|当选|超过|参加|享受|发放|提供|减少|改善|(?<![提上])升(?!级|学)|受到|用于|使|提前|较(?=上年|去年|20|“|同期"
    r"|年初)|比(?!例|重|赛|率)|占(?!地|补)|"
    rf"{_CHANGES})"
)
_AFTER_NOUN = re.compile(r"^(?:全部|均|已|正式|顺利|加速|成功|相继|陆续|先后|基本|在|被|得到|获得?|将|也|直接)+")
# 10家在全省具有影响力的医疗机构
_DESCRIBED = re.compile("(?:在|具有|拥有)[^,;。、0-9]{2,14}?的(?=[一-鿿]{2})")
_THRESHOLDS = ("大关", "关口", "台阶", "门槛")  # 突破600亿元大关
_JOIN = re.compile(r"[、和与及]|以及")
_SHORT_NOUNS = frozenset("村镇乡县市区省州国岛港矿井桥车路站馆院校店厅园线厂库坝渠湖河山树企")
# 20个亿元以上项目: the size opens the noun.
_SIZED = re.compile("[十百千]?[亿万]元(?:以上|级)")
# 锂电池项目、年产(30万吨…): the words that open the next item of a list.
_NEXT_SIZE = re.compile("[、,和及]?(?:年产|日产|日处理|总投资|投资|年处理|占地)$")
_BRACKETED = re.compile(r"\((?P<inside>[^()]{1,12})\)")
_QUOTED = re.compile(r"“[^“”]{1,24}”")


@frozen
class RightWords:
    """What stands right of a number in its clause.

    Attributes:
        noun: the counted or described thing, e.g. "棚改项目"; empty where a verb or a mark follows.
        rest: the words after the noun up to the end of the clause, e.g. "加速推进".
        possessive: the noun is joined with 的 (78.4%的城市).
        length: characters of the raw text that the noun takes, a leading 的 included.
        listed: the next value follows the noun in an enumeration (68公里供水、15公里雨水管网).
    """

    noun: str
    rest: str
    possessive: bool
    length: int
    listed: bool = False


def read_right(text: str) -> RightWords:
    """Reads the noun right after a unit; the text ends where the next number begins."""
    possessive = text.startswith("的")
    body = text[1:] if possessive else text
    described = _DESCRIBED.match(body)
    skipped = described.end() if described else 0
    body = body[skipped:]
    end = _noun_end(body)
    noun = body[:end]
    while noun and _JOIN.fullmatch(noun[-1]):
        noun = noun[:-1]
    rest = _AFTER_NOUN.sub("", re.split("[,;。:)]", body[len(noun) :])[0])
    noun = _NEXT_SIZE.sub("", noun)
    if noun in _THRESHOLDS:
        noun = ""
    listed = bool(noun) and body[len(noun) :] in ("、", "和", "及", "与", "以及")
    rest = re.split("、", clean(rest).lstrip("、和与及"))[0]
    return RightWords(clean(noun).strip("的"), rest, possessive, skipped + len(noun) + int(possessive), listed)


def _noun_end(body: str) -> int:
    """Where the noun ends: at a stop, before a joined second verb phrase, or at its longest."""
    if _JOIN.match(body) and not body.startswith(("和谐", "及时", "与")):
        return 0
    if body.startswith("("):
        return 0
    sized = _SIZED.match(body)
    position = sized.end() if sized else 0
    longest = _LONGEST_LIST if "、" in body[:_LONGEST_NOUN] else _LONGEST_NOUN
    while position < min(len(body), longest):
        if quoted := _QUOTED.match(body, position):
            position = quoted.end()
        elif bracketed := _BRACKETED.match(body, position):
            if re.search(r"[0-9]", bracketed["inside"]):
                break
            position = bracketed.end()
        elif body[position] in "(“”)" or _NOUN_STOP.match(body, position) or _second_verb(body, position):
            break
        else:
            position += 1
    return position


def _second_verb(body: str, position: int) -> bool:
    """新建5个广场、改造公园: what follows the joint is another act, not another noun."""
    joined = body[position] in "、和" and position >= _SHORTEST_NOUN
    return joined and flow_verb(body[position + 1 : position + 6]) is not None


def is_noun(noun: str) -> bool:
    """Long enough to name a thing, or one of the few single characters that do (9个村)."""
    return len(noun) >= 2 or noun in _SHORT_NOUNS


def noun_at_start(text: str) -> str:
    """The noun that a phrase begins with, up to its verb: 物流园二期全面完工 → 物流园二期."""
    return clean(text[: _noun_end(text)]).strip("的")
