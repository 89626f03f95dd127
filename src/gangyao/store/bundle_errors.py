"""What is said about a bundle that cannot be read: which file, which record, what is wrong, what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

_SCHEMA = "bundle.schema.json"
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "boolean": "true 或 false",
    "array": "列表（写成 [甲, 乙]，或每行以“- ”开头）",
    "object": "一组字段",
}


class UnreadableBundle(Exception):
    """A bundle that cannot be read; nothing was changed.

    Attributes:
        file: e.g. "targets.yaml".
        record: which one in it, e.g. "第 3 条（森林覆盖率-2025）"; empty where it is the whole file.
        message: in Chinese, for the person who edited it.
    """

    def __init__(self, file: str, record: str, why: str) -> None:
        self.file = file
        self.record = record
        self.message = f"规划包的 {file} 读不出来：{record}{'，' if record else ''}{why}。"
        super().__init__(self.message)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the files, each under its name in $defs."""
    text = files("gangyao.store").joinpath(_SCHEMA).read_text(encoding="utf-8")
    return dict(json.loads(text))


def read_error(directory: Path, name: str, error: Exception) -> UnreadableBundle:
    """A file that is missing, forbidden or no UTF-8."""
    if isinstance(error, FileNotFoundError):
        why = f"文件夹 {directory} 里没有这个文件；请确认选的是规划包的文件夹，或用 gangyao compile 重新生成"
    elif isinstance(error, UnicodeDecodeError):
        why = f"第 {error.start + 1} 个字节起不是 UTF-8，请用编辑器另存为 UTF-8 编码"
    else:
        why = f"系统不让读（{getattr(error, 'strerror', error)}），请检查文件权限"
    return UnreadableBundle(name, "", why)


def explain(name: str, number: int, plain: Any, error: Exception) -> UnreadableBundle:
    """Says in words what is wrong with a record; number counts from 1, 0 for a file that is one record."""
    faults = list(_faults(name, plain, in_list=number > 0))
    known = plain.get("id") or plain.get("record") if isinstance(plain, dict) else None
    record = (f"第 {number} 条" + (f"（{known}）" if isinstance(known, str) else "")) if number else ""
    return UnreadableBundle(name, record, "；".join(faults[:3]) or f"内容前后矛盾（{error}），请恢复原文件或重新编译")


def _faults(name: str, plain: Any, *, in_list: bool) -> Iterator[str]:
    """What the schema finds, in words; jsonschema is loaded only here, reading a sound bundle does without."""
    from jsonschema import Draft202012Validator

    definition = f"#/$defs/{name}" + ("/items" if in_list else "")
    validator = Draft202012Validator({**schema(), "$ref": definition})
    for fault in sorted(validator.iter_errors(plain), key=lambda fault: [str(step) for step in fault.absolute_path]):
        yield _in_words(fault)


def _in_words(fault: Any) -> str:
    """One fault of a schema in Chinese, with the field as a dotted path."""
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in fault.absolute_path)
    field, found, wanted = path or "记录", fault.instance, fault.validator_value
    if fault.validator == "required":
        missing = [key for key in wanted if key not in found]
        return f"{field} 缺少字段 {'、'.join(missing)}"
    if fault.validator == "additionalProperties":
        unknown = [str(key) for key in found if key not in fault.schema["properties"]]
        return f"{field} 有不认识的字段 {'、'.join(unknown)}，可用的有 {'、'.join(fault.schema['properties'])}"
    if fault.validator == "type":
        return f"{field} 应为{_TYPES[wanted]}，写的是 {_shown(found)}{_quote_hint(wanted, found)}"
    if fault.validator == "enum":
        return f"{field} 只能是 {'、'.join(map(str, wanted))}，写的是 {_shown(found)}"
    if fault.validator == "pattern":
        return f"{field} 的写法不对：{_shown(found)}（数写成 '83.2' 这样的文字，校验码是十六进制）"
    return f"{field} 不能是 {_shown(found)}"


def _quote_hint(wanted: Any, found: Any) -> str:
    """YAML reads 2025 as a number and 2026-03-12 as a date; quotes make them text."""
    if wanted != "string" or isinstance(found, dict | list) or found is None:
        return ""
    return f"，请加引号：'{found}'"


def _shown(value: Any) -> str:
    return "空" if value is None or value == "" else str(value)[:60]
