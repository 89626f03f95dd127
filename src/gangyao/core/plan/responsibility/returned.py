"""Records of a returned division of tasks: what its rows say, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

COLUMNS = ("id", "number", "text", "lead", "cooperating", "deadline", "note")


@frozen
class ReturnedRow:
    """One line of a returned file.

    Attributes:
        sheet: name of the sheet, or of the document.
        line: number of the row, as a spreadsheet counts, or of the paragraph.
        letters: letter of each column that the sheet has; empty for a document.
        words: what stands in each of COLUMNS that the file has.
    """

    sheet: str
    line: int
    letters: Mapping[str, str]
    words: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Where to look: "H12", or the line where the file has no such column."""
        letter = self.letters.get(column)
        return f"{letter}{self.line}" if letter else f"第 {self.line} {'行' if self.letters else '段'}"


@frozen
class ReturnedDivision:
    """A returned file as it was read.

    Attributes:
        rows: in order.
        ignored_headings: of columns that mean nothing here.
        ignored_sheets: names of sheets that hold no tasks; what was written there was not read.
    """

    rows: tuple[ReturnedRow, ...] = field(converter=tuple)
    ignored_headings: tuple[str, ...] = ()
    ignored_sheets: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What became of one row."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REFUSED = "refused"  # something in it cannot be taken; other changes of the row may still be
    UNKNOWN = "unknown"  # it is none of the division's items
    MISSING = "missing"  # an item that the file does not hold; it stays as it is


@frozen
class Difference:
    """One change that a file asks for.

    Attributes:
        id: of the promise.
        field: "lead", "cooperating", "deadline" or "note".
        old: before, agencies joined by 、; empty where there was nothing.
        new: after, in the names used here; empty where it is taken away.
        sheet: where it stands.
        cell: where it stands, e.g. "H12".
        unknown: agencies in it that the vocabulary does not know, kept as typed.
    """

    id: str
    field: str
    old: str
    new: str
    sheet: str
    cell: str
    unknown: tuple[str, ...] = ()


@frozen
class Refusal:
    """Something that cannot be taken: where it stands, and why, for the person who sent the file."""

    sheet: str
    cell: str
    reason: str

    @property
    def message(self) -> str:
        """One sentence, e.g. "“任务分工”表 H12：…"."""
        return f"“{self.sheet}”表 {self.cell}：{self.reason}" if self.sheet else self.reason


@frozen
class RowReport:
    """What became of one row, or of one item that has no row.

    Attributes:
        outcome: in a word.
        id: of the promise; empty where the row is none of the division's.
        sheet: where the row stands; empty for a missing one.
        line: number of the row; 0 for a missing one.
        differences: changes it asks for.
        refusals: what of it cannot be taken.
    """

    outcome: Outcome
    id: str
    sheet: str = ""
    line: int = 0
    differences: tuple[Difference, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@frozen
class Comparison:
    """A returned file against the division as it stands: a report of every row, in the order of the file."""

    rows: tuple[RowReport, ...]

    def of(self, outcome: Outcome) -> tuple[RowReport, ...]:
        """The rows of one outcome."""
        return tuple(row for row in self.rows if row.outcome is outcome)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All changes, in the order of the file."""
        return tuple(difference for row in self.rows for difference in row.differences)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """All that cannot be taken, in the order of the file."""
        return tuple(refusal for row in self.rows for refusal in row.refusals)
