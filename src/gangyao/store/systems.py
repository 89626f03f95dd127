"""The systems of a plan as they are declared: one YAML file each, in the folder services/ of the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from gangyao.core.plan.system import Engine, InconsistentService, Service, ServiceClass, ServiceState, Subject
from gangyao.store.bundle_yaml import UnreadableYaml, read_yaml

_TEXT, _NUMBER, _TEXTS = "一行文字", "整数", "列表，每行以“- ”开头，或者写成 [甲, 乙]"
_FORMS: Mapping[str, str | type[StrEnum]] = {
    "id": _TEXT, "name": _TEXT, "chapter": _NUMBER, "class": ServiceClass, "summary": _TEXT, "state": ServiceState,
    "engines": _TEXTS, "part": _TEXT, "reason": _TEXT, "subject": Subject, "guard": _TEXT, "suggested_owners": _TEXTS,
    "public": _TEXT, "runs_at": _TEXTS, "commitments": _TEXTS,
}  # fmt: skip
_NEEDED = ("id", "name", "chapter", "class", "summary", "state")
_DIGITS = re.compile("[0-9]+")
_KEPT = 64  # folders whose systems a process keeps


class UnreadableService(Exception):
    """A declaration that cannot be read.

    Attributes:
        file: e.g. "C05.yaml".
        field: e.g. "state"; empty where it is the whole file.
        message: in Chinese, for the person who wrote it.
    """

    def __init__(self, file: str, field: str, why: str) -> None:
        self.file = file
        self.field = field
        self.message = f"系统的声明 {file} 读不出来：{f'字段 {field} ' if field else ''}{why}。"
        super().__init__(self.message)


def load_services(*folders: Path) -> tuple[Service, ...]:
    """All systems that folders declare, by chapter and id; a later folder replaces systems of an earlier one.

    A folder need not exist. Files are read again once one of them has changed.

    Raises:
        UnreadableService: a file is no such declaration; the message says which, where and what to do.
    """
    services = {service.id: service for folder in folders for service in _load(_files(folder))}
    return tuple(sorted(services.values(), key=_place))


def _files(folder: Path) -> tuple[tuple[Path, int, int], ...]:
    """The declarations of a folder with what shows that one was changed."""
    found = [(path, path.stat()) for path in sorted(folder.glob("*.yaml"))]
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)


@lru_cache(maxsize=_KEPT)
def _load(files: tuple[tuple[Path, int, int], ...]) -> tuple[Service, ...]:
    return tuple(_read(path) for path, *_ in files)


def _place(service: Service) -> tuple[int, str, tuple[int, ...]]:
    """S14-7 stands before S14-12, and the plan's own systems before those of its sectors."""
    return service.chapter, service.id[:1], tuple(map(int, _DIGITS.findall(service.id)))


def _read(path: Path) -> Service:
    """One declaration."""
    try:
        content = read_yaml(path.read_text(encoding="utf8"))
    except UnicodeDecodeError as error:
        why = f"第 {error.start + 1} 个字节起不是 UTF-8，请用编辑器另存为 UTF-8 编码"
        raise UnreadableService(path.name, "", why) from None
    except OSError as error:
        raise UnreadableService(path.name, "", f"系统不让读（{error.strerror}），请检查文件权限") from None
    except UnreadableYaml as error:
        raise UnreadableService(path.name, "", str(error)) from None
    service = _structure(path.name, content)
    if service.id != path.stem:
        raise UnreadableService(path.name, "id", f"是 {service.id}，与文件名不同；请把其中一个改成另一个")
    return service


def _structure(file: str, content: Any) -> Service:
    """A record from what the file holds."""
    if not isinstance(content, dict):
        raise UnreadableService(file, "", "应当每行一个“字段: 值”，请照旁边的文件写")
    if unknown := [str(key) for key in content if key not in _FORMS]:
        raise UnreadableService(file, unknown[0], f"不认识；可用的有 {'、'.join(_FORMS)}")
    if missing := [key for key in _NEEDED if content.get(key) in (None, "")]:
        raise UnreadableService(file, missing[0], "没有写，请补上")
    given = {key: _value(file, key, value) for key, value in content.items() if value is not None}
    given["service_class"] = given.pop("class")
    given["engines"] = tuple(_member(file, "engines", Engine, name) for name in given.get("engines", ()))
    try:
        return Service(**given)
    except InconsistentService as error:
        raise UnreadableService(file, error.field, str(error)) from None


def _value(file: str, field: str, value: Any) -> Any:
    """A field's value in the form that the record has it."""
    form = _FORMS[field]
    if not isinstance(form, str):
        return _member(file, field, form, value)
    if form is _TEXTS and isinstance(value, list) and all(isinstance(one, str) and one for one in value):
        return tuple(value)
    if form is _TEXT and isinstance(value, str) and "\n" not in value:
        return value
    if form is _NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise UnreadableService(file, field, f"应为{form}，写的是 {str(value)[:60]}")


def _member(file: str, field: str, kind: type[Enum], value: Any) -> Any:
    """A code of a closed list."""
    codes = [str(code.value) for code in kind]
    if value not in codes:
        raise UnreadableService(file, field, f"只能是 {'、'.join(codes)}，写的是 {str(value)[:60]}")
    return kind(value)
