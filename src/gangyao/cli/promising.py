"""The command promises: every clause of a text with its kind, and what a promise promises."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gangyao.cli.parsing import command, read_bytes
from gangyao.core.document.folding import Folded
from gangyao.core.plan.clauses.read import ReadClause
from gangyao.pipeline import Compilation, compile_text

_NO_ACT: dict[str, Any] = dict.fromkeys(("verb", "object_head", "objects", "modality", "horizon", "who"))
_KINDS = (
    "分句（clause）是两个“，；。”（全角半角都算）或行末之间的一段，“ ”和（ ）之内的不断开。每个分句恰有一个类别：promise 承诺（部门可以照办的事）、"
    "target 目标（只有指标和数值、水平）、achievement 已有情况、principle 原则、purpose 目的、manner 方式条件时间、context 其他、heading 标题。"
)


def add_commands(commands: Any) -> None:
    """Declares it."""
    promises = command(
        commands,
        "promises",
        _promises,
        "列出一份规划文本的每个分句和它的类别，承诺还列出动作、对象和时限，每行一个 JSON",
    )
    promises.epilog = _KINDS
    promises.add_argument("file", metavar="文件", type=Path, help="规划文本")


def _promises(arguments: argparse.Namespace) -> int:
    compiled = compile_text(read_bytes(arguments.file), arguments.file.name)
    for line in clause_lines(compiled):
        print(json.dumps(line, ensure_ascii=False))
    return 0


def clause_lines(compiled: Compilation) -> Iterator[dict[str, Any]]:
    """Every clause as a JSON object, in order of place; the fields of the act are null where none was read."""
    folded = compiled.document.folded
    for read in compiled.clauses:
        anchor = read.clause.anchor
        yield {"start": anchor.start, "end": anchor.end, "kind": read.clause.kind.value, **_act(read, folded)}


def _act(read: ReadClause, folded: Folded) -> dict[str, Any]:
    act = read.act
    if act is None:
        return _NO_ACT
    words = folded.text[read.start : read.end]
    objects = [words[start:end] for start, end in act.objects]
    return {
        "verb": act.verb, "object_head": objects[0] if objects else None, "objects": objects, "modality": act.modality,
        "horizon": read.horizon, "who": folded.text[slice(*read.who)] if read.who else "",
    }  # fmt: skip
