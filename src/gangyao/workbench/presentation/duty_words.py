"""What was done about duties, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from gangyao.store.corrections import Decided


def said_of(rows: Sequence[Decided]) -> str:
    """What one act did, e.g. "已确定 23 条任务的分工"; empty where nothing was done.

    Args:
        rows: the decisions of its batch.
    """
    if not rows:
        return ""
    count = len({row.correction.record for row in rows})
    source = rows[0].correction.reason
    what = f"{count} 条任务的分工{f'（{source}）' if source else ''}"
    return f"已撤销：{what}" if all(row.undone for row in rows) else f"已确定 {what}"
