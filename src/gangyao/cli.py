"""The command line: the chain from the shell. Results go to standard output, messages to standard error."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from gangyao import __version__
from gangyao.core.plan.correction import Misfit, misfit
from gangyao.core.plan.statement import Statement
from gangyao.ingest.errors import UnreadableFile
from gangyao.pipeline import Compilation, compile_text
from gangyao.store.bundle import Bundle, load_bundle, save_bundle
from gangyao.store.bundle_errors import UnreadableBundle
from gangyao.store.bundle_form import to_plain


class _Stop(Exception):
    """Ends the command with a message for the person."""


class _Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        """Prints the usage and the fault and ends with exit code 2."""
        for english, chinese in _FAULTS:
            message = message.replace(english, chinese)
        self.print_usage(sys.stderr)
        self.exit(2, f"用法不对：{message}。看说明请加 -h\n")


_FAULTS = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认识 "),
    ("expected one argument", "后面要跟一个值"),
    ("argument ", "参数 "),
    ("invalid choice: ", "没有这个选择 "),
    ("choose from ", "可选 "),
    ("invalid int value: ", "应是整数，写的是 "),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit code: 0 done, 1 refused with a message, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except (UnreadableFile, UnreadableBundle) as error:
        print(error.message, file=sys.stderr)
    except _Stop as stop:
        print(stop, file=sys.stderr)
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gangyao", description="纲要：把五年规划从文本编译成可追踪的目标")
    parser.add_argument("--version", action="version", version=f"gangyao {__version__}")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)

    statements = _command(commands, "statements", _statements, "列出一份规划文本的量化表述，每行一个 JSON")
    statements.add_argument("file", metavar="文件", type=Path, help="docx 或 txt 文件")

    compile_ = _command(commands, "compile", _compile, "把一份规划文本编译成规划包（一组 YAML 文件）")
    compile_.add_argument("file", metavar="文件", type=Path, help="docx 或 txt 文件")
    compile_.add_argument("-o", "--output", metavar="文件夹", type=Path, required=True, help="规划包所在的文件夹")
    compile_.add_argument("--id", metavar="编号", type=_plan_id, help="规划编号，默认为“区划代码-五年规划序号”")
    compile_.add_argument("--digest", action="store_true", help="这份文本是摘要，不是正式文本")

    show = _command(commands, "show", _show, "读一个规划包，列出其中的目标")
    show.add_argument("bundle", metavar="文件夹", type=Path, help="规划包所在的文件夹")
    show.add_argument("--format", choices=("text", "json"), default="text", help="输出形式")

    serve = _command(commands, "serve", _serve, "启动网站")
    serve.add_argument("--plan", metavar="文件", type=Path, help="先导入这份规划，再启动")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址，默认只有本机能访问")
    serve.add_argument("--port", type=int, default=8000, help="端口，默认 8000；0 表示任意空闲端口")

    password = _command(commands, "password", _password, "设置一个人员的登录密码")
    password.add_argument("username", metavar="用户名", nargs="?", default="planner", help="默认 planner")

    _command(commands, "verify", _verify, "核对历史记录的校验链，输出最后一条的校验值")
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def _plan_id(written: str) -> str:
    if not re.fullmatch("[A-Za-z0-9-]{1,64}", written):
        raise argparse.ArgumentTypeError("编号只能用字母、数字和连字符，最多 64 个，例如 510302-14")
    return written


def _statements(arguments: argparse.Namespace) -> int:
    compiled = compile_text(_bytes(arguments.file), arguments.file.name)
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
    before = load_bundle(output) if (output / "plan.yaml").is_file() else None
    corrections = before.corrections if before else ()
    plan_id = arguments.id or (before.plan.id if before else None)
    compiled = compile_text(
        _bytes(arguments.file), arguments.file.name, digest=arguments.digest, plan_id=plan_id,
        ids=before.ids if before else None, corrections=corrections,
    )  # fmt: skip
    _refuse_other_plan(output, before, compiled)
    try:
        save_bundle(output, compiled, corrections)
    except OSError as error:
        raise _Stop(f"写不进“{output}”：{error.strerror or error}；请换一个能写的文件夹") from None
    _warn_empty(compiled)
    plan = compiled.plan
    print(
        f"{plan.title or arguments.file.name}：{len(plan.statements)} 条量化表述，{len(plan.targets)} 个目标，已写入 {output}",
        file=sys.stderr,
    )
    for line in _changes(before, compiled):
        print(line, file=sys.stderr)
    return 0


def _refuse_other_plan(output: Path, before: Bundle | None, compiled: Compilation) -> None:
    """A folder with the bundle of another plan is not written over: its ids and corrections belong to that plan."""
    if before is None:
        return
    old, new = before.plan, compiled.plan
    if (old.area, old.period, old.kind) != (new.area, new.period, new.kind):
        raise _Stop(f"“{output}”里是另一份规划的规划包（{old.title}），没有写入；请用 -o 另指一个文件夹")


def _changes(before: Bundle | None, compiled: Compilation) -> Iterator[str]:
    """What differs from the compile before, and the corrections that no longer fit."""
    if before:
        old, new = {s.id for s in before.plan.statements}, {s.id for s in compiled.plan.statements}
        for words, ids in (("新出现", sorted(new - old)), ("不再出现", sorted(old - new))):
            if ids:
                yield f"{words}的表述 {len(ids)} 条：{'、'.join(ids[:10])}{' 等' if len(ids) > 10 else ''}"
    records = (*compiled.plan.statements, *compiled.plan.targets)
    for correction in compiled.unapplied:
        why = _MISFITS[misfit(correction, records)].format(correction=correction)
        yield f"更正没有套用：{correction.record} 的 {correction.field}，{why}"


_MISFITS = {
    Misfit.NO_RECORD: "没有这个编号的表述或目标，请核对 record；原文改动后编号也可能变更",
    Misfit.NO_FIELD: "这个字段不能更正，能更正的字段见 docs/how-to/read-your-own-plan.md",
    Misfit.NO_VALUE: "“{correction.new}”不是这个字段可以写的值，请核对 new",
    Misfit.CHANGED: "程序现在读出的已不是“{correction.old}”，请对照原文重新核对",
}


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


def _serve(arguments: argparse.Namespace) -> int:
    from gangyao.serving import CannotServe, serve

    data = _bytes(arguments.plan) if arguments.plan else None
    try:
        return serve(
            host=arguments.host, port=arguments.port, plan=data, plan_name=arguments.plan.name if arguments.plan else ""
        )
    except CannotServe as error:
        raise _Stop(str(error)) from None


def _password(arguments: argparse.Namespace) -> int:
    _prepare()
    from gangyao.accounts.actor import COMMAND_LINE
    from gangyao.actions.people import UnknownUser, WeakPassword, set_password

    typed = getpass.getpass("新密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if sys.stdin.isatty() and getpass.getpass("再输一次：") != typed:
        raise _Stop("两次输入不一致，密码没有改")
    try:
        set_password(by=COMMAND_LINE, username=arguments.username, password=typed)
    except (UnknownUser, WeakPassword) as error:
        raise _Stop(str(error)) from None
    print(f"{arguments.username} 的密码已设置", file=sys.stderr)
    return 0


def _verify(_: argparse.Namespace) -> int:
    _prepare()
    from gangyao.store.history import BEGINNING, verify_history

    try:
        last = verify_history()
        if last == BEGINNING:
            raise _Stop("这里没有历史记录；请确认 GANGYAO_HOME（或 GANGYAO_DATABASE_URL）指的是网站所用的数据")
        print(last)
    except ValueError as error:
        raise _Stop(str(error)) from None
    return 0


def _prepare() -> None:
    from gangyao.serving import CannotServe, prepare

    try:
        prepare()
    except CannotServe as error:
        raise _Stop(str(error)) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise _Stop(f"“{path}”是文件夹，请给出其中的 docx 或 txt 文件") from None
    except FileNotFoundError:
        raise _Stop(f"找不到文件“{path}”，请核对路径") from None
    except OSError as error:
        raise _Stop(f"文件“{path}”读不出来：{error.strerror or error}") from None


if __name__ == "__main__":
    raise SystemExit(main())
