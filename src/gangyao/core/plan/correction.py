"""A person's correction of a compiled record, laid over it at every compile."""

from __future__ import annotations

from attrs import frozen


@frozen
class Correction:
    """What a person changed in one field of one record; never an edit of the record itself.

    Attributes:
        record: id of the statement or target, e.g. "森林覆盖率-2025".
        field: name of the field, e.g. "horizon", "quantity.value"; "rejected" withdraws the record.
        old: what the compiler had written, as text; the correction fits only while it still writes this.
        new: what holds instead, as text.
        by: who, as a name of the installation's accounts.
        at: when, ISO 8601 with the zone's offset, e.g. "2026-03-12T09:30:00+08:00".
        reason: why, in the person's words.
    """

    record: str
    field: str
    old: str
    new: str
    by: str
    at: str
    reason: str
