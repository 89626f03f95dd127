"""The words left and right of a quantity: predicate, subject, counted noun."""

from __future__ import annotations

import re

from attrs import frozen

from gangyao.core.plan import words
from gangyao.core.plan.words import alternation

_MARK = re.compile(r"\[\d{1,3}\]|[①-⑳]")
_CHAIN_WORD = alternation(words.REACH, words.UP, words.DOWN, words.GROWTH_ADVERBS, words.MODALS, words.TIME_WORDS)
_CHAIN = re.compile(rf"(?P<subject>.*?)(?P<chain>(?:{_CHAIN_WORD}|了|再)*)$", re.DOTALL)
_UP_END = re.compile(rf"{alternation(words.UP)}了?(?:近|约|超过|超)?$")
_DOWN_END = re.compile(rf"{alternation(words.DOWN)}了?$")
_FLOW_END = re.compile(rf"{alternation(words.FLOW)}了?$")
_FLOW_START = re.compile(rf"^(?:{alternation(words.FLOW)})")
_LEADING = re.compile(rf"^(?:{alternation(words.LEADING)}|[,、“”\s]|\d+年)+")
_TIME_PREFIX = re.compile(
    r"^.*?(?:(?:19|20)\d\d年?[末底初]?[前]?(?:以前|之前)?|二[〇零]..年|“?[十一二三四五六七八九]+五”?(?:期间|时期|末|以来)|[一二三四五]季度|\d{1,2}月[末底份]*|年底前|年末)(?:的时候)?(?=[^的比至到—-])"
)
_COMPARISON = re.compile(r"(?:较|比|与)(?:“?[^,、]{1,14}?”?(?:年|期末|期|末|上年|同期|基期|初|底)(?:同期|相比)?|[^,、]{2,8}(?=[增提下降减翻高低]))(?:相比)?")
_DURATION = re.compile(r"(?:连续|已连续|近)?[\d一二三四五六七八九十两]+(?:个?(?:年|月|季度))$")
_LOCAL = re.compile(r"^(?:全区|全市|全县|全省|全国|我区|我市|我省|我县|我国|本区|本市|全社会用于)(?=.{3})")
_SET_TAIL = re.compile(r"等[一二三四五六七八九十\d]*[项个类种大]?[\u4e00-\u9fff]{0,6}$")
_NOUN_STOP = re.compile(
    r"[,;。:、“(《\[+]|(?:全部|均|已|正式|顺利|加速|加快|成功|同时|陆续|相继|先后|基本|直接|分别|累计|共|将|也|得到|被|在|由|从|向|获|达|为|完[工成]|开[工展通]|竣工|建成|投[入运产用]|实[现施行]|进[展入行]|通过|列[入为]|纳入|挂牌|上市|落户|落地|签约|受益|启动|推进|处置|停|以上|左右|以下|超过|占|参加|享受|发放|提供|增长|增加|下降|提高|降低|减少|改善|升|受到)"
)
_AFTER_NOUN = re.compile(r"^(?:全部|均|已|正式|顺利|加速|成功|相继|陆续|先后|基本|在|被|得到|获得?|将|也|直接)+")


def clean(text: str) -> str:
    """A phrase without footnote marks and white space."""
    return _MARK.sub("", text).replace(" ", "").replace("\n", "").replace("\0", "") if text else text


@frozen
class LeftWords:
    """What stands left of a number in its clause.

    Attributes:
        subject: the words before the predicate, leading connectives removed, e.g. "森林覆盖率".
        chain: the predicate right before the number, e.g. "同比增长", "达到"; empty where the noun touches the number.
        raw: all of it.
    """

    subject: str
    chain: str
    raw: str

    @property
    def rises(self) -> bool:
        """增长, 提高, 上升 …"""
        return bool(_UP_END.search(self.chain))

    @property
    def falls(self) -> bool:
        """下降, 减少, 降低 …"""
        return bool(_DOWN_END.search(self.chain)) and not self.rises


def read_left(text: str) -> LeftWords:
    """Parts the words left of a number into subject and predicate."""
    raw = clean(text)
    match = _CHAIN.match(raw)
    subject, chain = (match["subject"], match["chain"]) if match else (raw, "")
    return LeftWords(strip_subject(subject), chain, raw)


def strip_subject(text: str) -> str:
    """A subject phrase without time, comparison, connectives and trailing duration."""
    previous = None
    text = clean(text)
    while text and text != previous:
        previous = text
        text = _TIME_PREFIX.sub("", text) if re.search("年|“|季度|月", text) else text
        text = _COMPARISON.sub("", text)
        text = _DURATION.sub("", text)
        text = _LEADING.sub("", text).strip(",、的")
        text = _LOCAL.sub("", text)
        if text.count("“") != text.count("”"):
            text = text.strip("“”")
        if text.count("(") != text.count(")"):
            text = text.strip("()") if text.count("(") + text.count(")") == 1 else text
    return text


@frozen
class RightWords:
    """What stands right of a number in its clause.

    Attributes:
        noun: the counted or described thing, e.g. "棚改项目"; empty where a verb or a mark follows.
        rest: the words after the noun up to the end of the clause, e.g. "加速推进".
        possessive: the noun is joined with 的 (78.4%的城市).
        length: characters of the raw text that the noun takes, a leading 的 included.
    """

    noun: str
    rest: str
    possessive: bool
    length: int


def read_right(text: str) -> RightWords:
    """Reads the noun right after a unit."""
    possessive = text.startswith("的")
    body = text[1:] if possessive else text
    stop = _NOUN_STOP.search(body)
    noun_end = min(stop.start() if stop else len(body), 26)
    noun = body[:noun_end]
    linked = re.match(r"(?:\((?:[^()]{1,12})\))?", body[noun_end:])
    if noun and linked and linked[0] and not re.search(r"\d", linked[0]):
        noun += linked[0]
        noun_end += linked.end()
        more = _NOUN_STOP.search(body, noun_end)
        extra = body[noun_end : min(more.start() if more else len(body), noun_end + 14)]
        noun, noun_end = noun + extra, noun_end + len(extra)
    rest = _AFTER_NOUN.sub("", re.split("[,;。:]", body[noun_end:])[0])
    return RightWords(clean(noun).strip("的"), clean(rest), possessive, noun_end + int(possessive))


def flow_verb(text: str) -> tuple[str, str] | None:
    """A phrase as (verb, noun) where it starts with a verb of doing: 新建普惠性幼儿园 → (新建, 普惠性幼儿园)."""
    match = _FLOW_START.match(text)
    return (match[0], text[match.end() :]) if match else None


def ends_with_flow(text: str) -> str | None:
    """The verb of doing that a phrase ends with, else None."""
    match = _FLOW_END.search(text)
    return match[0] if match else None


def last_flow_noun(text: str) -> str:
    """The phrase from its last verb of doing on: 为老年人发放高龄补贴 → 发放高龄补贴."""
    starts = [m.start() for m in re.finditer(f"(?:{_STRONG_FLOW})", text) if m.end() < len(text)]
    return text[starts[-1] :] if starts else text


_STRONG_FLOW = alternation("新建 新增 建成 发放 投放 完成 实施 引进 培育 创建 打造 招引 开通 铺设 争取 融入 规划建设 荣获 申报 封存 清理 建设 改造 实现 培训 组织")
