"""Records of core as the plain mappings of a bundle, and back.

What is empty is left out; decimals are text in plain notation; places (anchors, nodes, ends) come last in a record,
since they are what a reader skips and what every edit of the text moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

import cattrs
from attrs import has
from cattrs.gen import make_dict_structure_fn

from gangyao.core.document.document import Anchor
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.plan import OutlineEntry, Target

_ANCHORED = ("anchor", "anchors", "body", "member_anchors")  # fields that hold anchors
_PLACES = (*_ANCHORED, "node", "end")
_EMPTY: dict[type[Any], dict[str, Any]] = {  # fields without a default that may be empty, and are then left out
    Target: {"indicator": None, "area": ""},
    OutlineEntry: {"label": "", "title": ""},
    Commitment: {"verb": "", "object_head": "", "objects": (), "modality": "", "who": ""},
}
_DECIMAL = re.compile(r"-?\d{1,60}(?:\.\d{1,60})?", re.ASCII)


def canonical(value: Decimal) -> str:
    """A decimal as text: plain notation, the printed digits kept, e.g. "3.70", "1200".

    Raises:
        ValueError: it is no finite number, or one of more than 60 digits.
    """
    text = format(value, "f") if value.is_finite() and abs(value.adjusted()) <= 60 else ""
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{str(value)[:80]} is no number that a plan prints")
    return text


def to_plain(record: Any, quotes: Mapping[Anchor, str]) -> dict[str, Any]:
    """A record as a mapping of text, whole numbers and lists, with the hash of the words beside every anchor."""
    plain: dict[str, Any] = _converter().unstructure(record)
    for name in _PLACES:
        if name in plain:
            plain[name] = plain.pop(name)
    for name, empty in _EMPTY.get(type(record), {}).items():
        if plain[name] == empty:
            del plain[name]
    for anchor in _anchors(plain):
        quote = quotes.get(Anchor(**anchor))
        if quote:
            anchor["quote"] = quote
    return plain


def from_plain(plain: Mapping[str, Any], kind: type[Any], quotes: dict[Anchor, str]) -> Any:
    """A record from its mapping; the hashes beside its anchors are added to quotes.

    Raises:
        ValueError, TypeError, cattrs.BaseValidationError: the mapping is no such record.
    """
    plain = dict(_checked(plain, dict))
    for name in _ANCHORED:
        if name in plain:
            plain[name] = _without_quotes(plain[name], quotes)
    return _converter().structure(plain, kind)


def _anchors(plain: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in _ANCHORED:
        value = plain.get(name, ())
        found.extend(value if isinstance(value, list | tuple) else (value,))
    return found


def _without_quotes(value: Any, quotes: dict[Anchor, str]) -> Any:
    if isinstance(value, list):
        return [_without_quotes(element, quotes) for element in value]
    anchor = {key: inner for key, inner in _checked(value, dict).items() if key != "quote"}
    if "quote" in value:
        quotes[_converter().structure(anchor, Anchor)] = _checked(value["quote"], str)
    return anchor


@cache
def _converter() -> cattrs.Converter:
    """Strict both ways: no key unknown, no type changed on the way in."""
    converter = cattrs.Converter(detailed_validation=False, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _read_scalar)
    converter.register_unstructure_hook(Decimal, canonical)
    converter.register_structure_hook(Decimal, lambda value, _: _read_decimal(value))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_reader(kind, converter))
    converter.register_structure_hook_factory(has, lambda kind: _record_reader(kind, converter))
    return converter


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _record_reader(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=False)
    return lambda value, kind: read({**_EMPTY.get(kind, {}), **_checked(value, dict)}, kind)


def _tuple_reader(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """A list and nothing else: a word where a list belongs would come apart into its characters."""
    element = get_args(kind)[0]
    read = converter.get_structure_hook(element)
    return lambda value, _: tuple(read(inner, element) for inner in _checked(value, list))


def _checked(value: Any, kind: type[Any]) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _read_scalar(value: Any, kind: type[Any]) -> Any:
    """A value of exactly this type; a hook for str is also asked for the enums, which are str."""
    return kind(_checked(value, str)) if issubclass(kind, Enum) else _checked(value, kind)


def _read_decimal(value: Any) -> Decimal:
    if not _DECIMAL.fullmatch(_checked(value, str)):
        raise ValueError(f"{value} is no number in plain notation")
    return Decimal(value)
