"""Commands over files: statements, compile, show. They need no database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from gangyao.cli.compiling_many import compile_many, processors
from gangyao.cli.covering import coverage_report
from gangyao.cli.parsing import Stop, command, read_bytes
from gangyao.core.plan.changes import compare
from gangyao.core.plan.correction import why_unfit
from gangyao.core.plan.statement import Statement
from gangyao.pipeline import Compilation, compile_text
from gangyao.store.bundle import Bundle, load_bundle, save_bundle
from gangyao.store.bundle_form import to_plain


def add_commands(commands: Any) -> None:
    """Declares them."""
    statements = command(commands, "statements", _statements, "列出一份规划文本的量化表述，每行一个 JSON")
    statements.add_argument(
        "file",
        metavar="文件",
        type=Path,
        help="docx、pdf、ofd、html、txt 文件；装有 LibreOffice 时也可以是 doc、wps、rtf",
    )

    compile_ = command(commands, "compile", _compile, "把一份规划文本编译成规划包（一组 YAML 文件）")
    compile_.add_argument(
        "files",
        metavar="文件",
        type=Path,
        nargs="+",
        help="docx、pdf、ofd、html、txt 文件；装有 LibreOffice 时也可以是 doc、wps、rtf",
    )
    compile_.add_argument(
        "-o",
        "--output",
        metavar="文件夹",
        type=Path,
        required=True,
        help="规划包所在的文件夹；多份文件各占其中一个文件夹",
    )
    compile_.add_argument(
        "--jobs", metavar="个数", type=int, default=processors(), help="多份文件同时编译几份，默认为处理器个数"
    )
    compile_.add_argument("--id", metavar="编号", type=_plan_id, help="规划编号，默认为“区划代码-五年规划序号”")
    compile_.add_argument("--digest", action="store_true", help="这份文本是摘要，不是正式文本")

    show = command(commands, "show", _show, "读一个规划包，列出其中的目标")
    show.add_argument("bundle", metavar="文件夹", type=Path, help="规划包所在的文件夹")
    show.add_argument("--format", choices=("text", "json"), default="text", help="输出形式")


def _plan_id(written: str) -> str:
    if not re.fullmatch("[A-Za-z0-9-]{1,64}", written):
        raise argparse.ArgumentTypeError("编号只能用字母、数字和连字符，最多 64 个，例如 510302-14")
    return written


def _statements(arguments: argparse.Namespace) -> int:
    compiled = compile_text(read_bytes(arguments.file), arguments.file.name)
    for line in statement_lines(compiled):
        print(json.dumps(line, ensure_ascii=False))
    _warn_empty(compiled)
    return 0


def statement_lines(compiled: Compilation) -> Iterator[dict[str, Any]]:
    """Statements with the fields of docs/method/statements.md; values are JSON numbers here and only here."""
    text = compiled.document.text
    newlines = [position for position, char in enumerate(text) if char == "\n"]
    line = 0
    for statement in sorted(compiled.plan.statements, key=lambda statement: statement.anchor.start):
        while line < len(newlines) and newlines[line] < statement.anchor.start:
            line += 1
        yield _statement_line(statement, text, line + 1)


def _statement_line(statement: Statement, text: str, line: int) -> dict[str, Any]:
    quantity, anchor = statement.quantity, statement.anchor
    return {
        "id": statement.id, "line": line, "start": anchor.start, "end": anchor.end, "quote": text[anchor.start : anchor.end],
        "indicator": statement.indicator, "value": _number(quantity.value), "value_high": _number(quantity.value_high),
        "value_text": quantity.words, "unit": quantity.unit, "comparator": quantity.comparator.value,
        "measure": statement.measure.value, "role": statement.role.value, "horizon": statement.horizon,
        "scope": statement.scope, "tier": statement.tier.value, "direction": statement.direction.value,
        "modality": statement.modality, "inferred": list(statement.inferred), "doubts": list(statement.doubts),
    }  # fmt: skip


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _compile(arguments: argparse.Namespace) -> int:
    output: Path = arguments.output
    if len(arguments.files) > 1:
        if arguments.id:
            raise Stop("--id 只用于一份文件；多份文件的编号按各自的地区和时期给出")
        return compile_many(arguments.files, output, jobs=max(1, arguments.jobs), digest=arguments.digest)
    file: Path = arguments.files[0]
    before = load_bundle(output) if (output / "plan.yaml").is_file() else None
    corrections = before.corrections if before else ()
    plan_id = arguments.id or (before.plan.id if before else None)
    compiled = compile_text(
        read_bytes(file), file.name, digest=arguments.digest, plan_id=plan_id,
        ids=before.ids if before else None, corrections=corrections,
    )  # fmt: skip
    _refuse_other_plan(output, before, compiled)
    try:
        save_bundle(output, compiled, corrections)
    except OSError as error:
        raise Stop(f"写不进“{output}”：{error.strerror or error}；请换一个能写的文件夹") from None
    _warn_empty(compiled)
    plan = compiled.plan
    print(
        f"{plan.title or file.name}：{len(plan.statements)} 条量化表述，{len(plan.targets)} 个目标，"
        f"{len(plan.commitments)} 条任务，{len(plan.projects)} 个项目，已写入 {output}",
        file=sys.stderr,
    )
    for line in (*_changes(before, compiled), *coverage_report(compiled, compiled.coverage)):
        print(line, file=sys.stderr)
    return 0


def _refuse_other_plan(output: Path, before: Bundle | None, compiled: Compilation) -> None:
    """A folder with the bundle of another plan is not written over: its ids and corrections belong to that plan."""
    if before is None:
        return
    old, new = before.plan, compiled.plan
    if (old.area, old.period, old.kind) != (new.area, new.period, new.kind):
        raise Stop(f"“{output}”里是另一份规划的规划包（{old.title}），没有写入；请用 -o 另指一个文件夹")


def _changes(before: Bundle | None, compiled: Compilation) -> Iterator[str]:
    """What differs from the compile before, and the corrections that no longer fit."""
    if before:
        found = compare(before.plan.statements, compiled.plan.statements)
        changed = [change.after for change in found.changed]
        for words, some in (("新出现", found.new), ("有变动", changed), ("不再出现", found.vanished)):
            if some:
                ids = sorted(statement.id for statement in some)
                yield f"{words}的表述 {len(ids)} 条：{'、'.join(ids[:10])}{' 等' if len(ids) > 10 else ''}"
    records = compiled.plan.records
    for correction in compiled.revision.unapplied:
        yield f"更正没有套用：{correction.record} 的 {correction.field}，{why_unfit(correction, records)}"


def _warn_empty(compiled: Compilation) -> None:
    if not compiled.plan.statements:
        print("这份文本里没有找到量化表述；请确认它是规划或工作报告的正文", file=sys.stderr)


def _show(arguments: argparse.Namespace) -> int:
    plan = load_bundle(arguments.bundle).plan
    if arguments.format == "json":
        print(json.dumps([to_plain(target, {}) for target in plan.targets], ensure_ascii=False, indent=1))
        return 0
    print(f"{plan.title}（{plan.area.name or '地区未知'}，{plan.period[0]}—{plan.period[1]}年）")
    for target in plan.targets:
        base = f"（基期 {target.baseline.horizon}：{_words(target.baseline.quantity)}）" if target.baseline else ""
        print(f"  {target.horizon}  {target.name}：{_words(target.quantity)}{base}")
    return 0


def _words(quantity: Any) -> str:
    if quantity.value is None:
        return quantity.words or ""
    high = f"—{quantity.value_high}" if quantity.value_high is not None else ""
    sign = {"=": "", "~": "约"}.get(quantity.comparator.value, quantity.comparator.value)
    return f"{sign}{quantity.value}{high}{quantity.unit or ''}"
