"""A piece of work in the background as steps in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

_STEPS = ("已收到", "正在读取文件", "正在编译", "正在写入", "完成")
_STEPS_AGAIN = ("已收到", "正在编译", "正在写入", "完成")
_LONG = timedelta(seconds=20)


@frozen
class Step:
    """One step.

    Attributes:
        words: e.g. "正在编译".
        state: "done", "current" or "ahead".
    """

    words: str
    state: str


@frozen
class Progress:
    """How far a piece of work is.

    Attributes:
        steps: all of them, in order.
        ahead: how many other pieces of work come first.
        attempt: how often it was begun; 2 or more says that it was broken off.
        unattended: nobody has taken it up for so long that no worker may be running.
    """

    steps: tuple[Step, ...]
    ahead: int
    attempt: int
    unattended: bool


def read_progress(
    *, step: str, reads_file: bool, waiting: bool, ahead: int, attempt: int, created_at: datetime, now: datetime
) -> Progress:
    """The steps of work that has not ended.

    Args:
        step: what it is doing, as its worker wrote it; empty before.
        reads_file: whether a file has to be read first.
        waiting: whether no worker has it.
        ahead: how many pieces of work come first.
        attempt: how often it was begun.
        created_at: when it was asked for.
        now: the present.
    """
    names = _STEPS if reads_file else _STEPS_AGAIN
    at = 0 if waiting else names.index(step) if step in names else 1
    steps = tuple(
        Step(words, "done" if place < at else "current" if place == at else "ahead")
        for place, words in enumerate(names)
    )
    unattended = waiting and ahead == 0 and now - created_at > _LONG
    return Progress(steps, ahead, attempt, unattended)
