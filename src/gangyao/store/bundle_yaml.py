"""YAML of one strict form: stable order, no aliases, the same bytes from every version of a library.

A field stands on a line of its own; a value of a few plain parts (a quantity, a place, a list of codes) stands on the
line of its field, so that a record is read at a glance and a moved place is one line of a diff.

PyYAML reads it; it is written here, because libyaml escapes rare characters of names (𬒈) and PyYAML's own emitter is
ten times slower and changes its line breaks with its settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

_PLAIN = re.compile(  # begins with a letter or an ideograph, holds nothing that YAML reads as a sign
    r"[A-Za-z\u3400-\u9fff][\w\u3400-\u9fff\u2018-\u201d\u3001-\u301b（），；：％|(),+./ -]*(?<! )", re.ASCII
)
_HEXADECIMAL = re.compile("[0-9a-f]{8,}")  # hashes: some would be numbers (1e5), so all are quoted
_CODE = re.compile("[a-z][a-z._-]*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}:?-]")
_SHORT = 110  # characters of a value that stands on its field's line
_RESERVED = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_PRINTABLE = re.compile("[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class UnreadableYaml(Exception):
    """A text that is no YAML of this form; the message is Chinese and names the line where it is known."""


def write_records(records: Iterable[Mapping[str, Any]]) -> str:
    """A list of records, a blank line between two, so that a change in one stays in one hunk of a diff."""
    return "\n".join("\n".join(_item(record, "")) + "\n" for record in records) or "[]\n"


def write_mapping(record: Mapping[str, Any]) -> str:
    """One record on its own."""
    return "\n".join(_mapping(record, "")) + "\n"


def _mapping(record: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in record.items():
        short = _on_one_line(value)
        if short is not None:
            yield f"{indent}{key}: {short}"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{key}:"
            for element in value:
                yield from _element(element, indent)


def _on_one_line(value: Any) -> str | None:
    """A plain value, a short mapping of plain values, a short list of codes; None for what needs lines of its own."""
    if not isinstance(value, Mapping | list | tuple) or not value:
        return _scalar(value)
    if isinstance(value, Mapping):
        if any(isinstance(inner, Mapping | list | tuple) for inner in value.values()):
            return None
        line = "{" + ", ".join(f"{key}: {_in_flow(inner)}" for key, inner in value.items()) + "}"
    elif all(isinstance(element, str) and _CODE.fullmatch(element) for element in value):
        line = "[" + ", ".join(map(_scalar, value)) + "]"
    else:
        return None
    return line if len(line) <= _SHORT else None


def _in_flow(value: Any) -> str:
    """A plain value between braces, where a comma or bracket would end it unquoted."""
    text = _scalar(value)
    return f"'{text}'" if text == value and _FLOW_SIGNS.search(text) else text


def _element(element: Any, indent: str) -> Iterator[str]:
    """An element of a list inside a record."""
    short = _on_one_line(element)
    return iter([f"{indent}- {short}"]) if short is not None else _item(element, indent)


def _item(element: Any, indent: str) -> Iterator[str]:
    """An element on lines of its own; a record's first field stands on the line of the dash."""
    if not isinstance(element, Mapping) or not element:
        yield f"{indent}- {_scalar(element)}"
        return
    for number, line in enumerate(_mapping(element, indent + "  ")):
        yield line if number else f"{indent}- {line[len(indent) + 2 :]}"


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping | list | tuple) and not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    raise TypeError(f"a bundle holds text, whole numbers, true and false, not {type(value).__name__}")


def _text(value: str) -> str:
    """Plain where no reader could take it for something else, else in single quotes, else escaped."""
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED and not _HEXADECIMAL.fullmatch(value):
        return value
    if _PRINTABLE.fullmatch(value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(char) or _escape(char) for char in value) + '"'


def _escape(char: str) -> str:
    if _PRINTABLE.fullmatch(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe types only; a key twice in one record is an error instead of the loss of the first."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        for position, key in enumerate(keys):
            if key in keys[:position]:
                mark = node.value[position][0].start_mark
                raise yaml.constructor.ConstructorError(None, None, f"字段 {key} 写了两次", mark)
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> Any:
    """Reads YAML of plain values; aliases are refused, since a few lines of them can stand for gigabytes.

    Raises:
        UnreadableYaml: it is no YAML, has aliases or a key twice.
    """
    try:
        if "*" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Loader)):
            raise UnreadableYaml("用了 YAML 的别名（*名字），请把内容直接写出来")
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.reader.ReaderError:
        raise UnreadableYaml("含有不能用的控制字符，请用文本编辑器删去") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"第 {mark.line + 1} 行：" if mark else ""
        raise UnreadableYaml(f"{place}不合 YAML 写法（{error.problem}），请检查缩进、冒号和引号") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableYaml(f"有读不出的值（{error}）") from None
