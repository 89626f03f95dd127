"""What became of a numeral of the text: compiled, or left out for one of a closed list of reasons."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen


class Outcome(StrEnum):
    """What became of a numeral."""

    COMPILED = "compiled"
    UNEXPLAINED = "unexplained"
    NAME = "name"
    QUOTED = "quoted"
    SLOGAN = "slogan"
    DATE = "date"
    DURATION = "duration"
    QUALIFIER = "qualifier"
    SMALL_SET = "small-set"
    INDEFINITE = "indefinite"
    APPROXIMATE = "approximate"
    OTHERS = "others"
    MISSED = "missed"
    ORDINAL = "ordinal"
    HEADING = "heading"
    DOCUMENT_NUMBER = "document-number"
    TABLE = "table"
    UNIT = "unit"
    FOOTNOTE = "footnote"
    FOOTNOTE_MARK = "footnote-mark"
    CONTENTS = "contents"
    FURNITURE = "furniture"
    REJECTED = "rejected"
    WORD = "word"


EXPLANATIONS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.COMPILED: ("已编入", "这个数字是某条量化表述的数值"),
    Outcome.UNEXPLAINED: ("未识别", "没有编入，也找不到不编入的理由，可能是漏读，请人工核对"),
    Outcome.NAME: ("名称", "名称、代号、等级、型号中的数字，如 5G、4A 级、国道编号"),
    Outcome.QUOTED: ("引号、书名号内", "引号或书名号内的名称、口号、文件题名"),
    Outcome.SLOGAN: ("概括提法", "把几件事并称的提法，如“一核两翼”，本身不是数值"),
    Outcome.DATE: ("日期、时期", "年、月、日、时刻或五年规划期"),
    Outcome.DURATION: ("期限、时长", "持续时间或期限，没有与指标相联系"),
    Outcome.QUALIFIER: ("限定条件", "说明另一个数值的对象、范围或条件，如 60 岁以上老年人"),
    Outcome.SMALL_SET: ("列举个数", "概括所列举的方面、类别，如三个方面、五项措施"),
    Outcome.INDEFINITE: ("不定指", "一个、一批等不指确数的说法"),
    Outcome.APPROXIMATE: ("约数", "数十、上百、千家万户等不指确数的说法"),
    Outcome.OTHERS: ("他地数值", "上级或其他地区的数值，用作比较"),
    Outcome.MISSED: ("未完成的目标", "以往没有完成的目标，不是现值，也不是目标"),
    Outcome.ORDINAL: ("序数", "次序，如第三、二是、三期"),
    Outcome.HEADING: ("标题编号", "篇、章、节、专栏等标题的编号"),
    Outcome.DOCUMENT_NUMBER: ("文号", "公文的发文字号"),
    Outcome.TABLE: ("表头、表内编号", "表格的表头、行号"),
    Outcome.UNIT: ("计量单位", "单位或口径的一部分，如每千人口、平方米的 2"),
    Outcome.FOOTNOTE: ("脚注正文", "解释名词的脚注"),
    Outcome.FOOTNOTE_MARK: ("脚注标记", "指向脚注的标记"),
    Outcome.CONTENTS: ("目录", "目录中的章节号和页码"),
    Outcome.FURNITURE: ("页码、页眉", "不属于正文的页码、页眉页脚"),
    Outcome.REJECTED: ("人工剔除", "读出的表述已由人工核对后剔除"),
    Outcome.WORD: ("词语", "固定词语中的数字字，不表示数目，如进一步、统一、三农"),
}


@frozen
class Ruling:
    """What a pass of the compiler held of a stretch that may be a quantity.

    Attributes:
        start: first character, in the folded text.
        end: one past the last.
        outcome: what it was taken for; COMPILED where a finding has been made of it.
        anchor: folded span of that finding, else None.
    """

    start: int
    end: int
    outcome: Outcome
    anchor: tuple[int, int] | None = None
