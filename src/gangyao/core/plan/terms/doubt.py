"""What may be uncertain about a term: a closed list of codes, each with words a planner understands."""

from __future__ import annotations

from enum import StrEnum


class TermDoubt(StrEnum):
    """A reason to look at a term again."""

    MARK_DOUBLE = "mark-double"
    MARK_OUT_OF_ORDER = "mark-out-of-order"
    UNEXPLAINED = "unexplained"
    MEMBERS_MISSING = "members-missing"


EXPLANATIONS: dict[TermDoubt, str] = {
    TermDoubt.MARK_DOUBLE: "这个注释标号在原文中用了两次，请核对是哪一处有误",
    TermDoubt.MARK_OUT_OF_ORDER: "这个注释标号没有按先后次序出现",
    TermDoubt.UNEXPLAINED: "有注释标号，原文没有注文；不补写，可由人填写",
    TermDoubt.MEMBERS_MISSING: "名称说了有几项，原文没有逐一写出；不补写，可由人填写",
}
