"""All that is known of a stored plan as one zip file: its bundle, the texts it was read from, its history."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from django.utils.timezone import localtime

from gangyao.store import corrections, plans, uploads
from gangyao.store.bundle import Bundle, bundle_files, quotes_of, zip_files
from gangyao.store.models import Event, SourceText
from gangyao.store.plans import StoredPlan

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def stored_bundle(stored: StoredPlan, name: Callable[[str], str]) -> Bundle:
    """The bundle of a stored plan with the decisions of people.

    Args:
        stored: the plan.
        name: gives the name of an account for its key.
    """
    decided = corrections.named(corrections.holding(stored.plan.id).values(), name)
    quotes = quotes_of(stored.plan, stored.document)
    return Bundle(stored.plan, decided, plans.register_of(stored.plan.id), quotes)


def export_zip(stored: StoredPlan, name: Callable[[str], str]) -> bytes:
    """Bundle, texts, the files they were read from, and history of a plan in one archive; the arguments are those of stored_bundle."""
    files = dict(bundle_files(stored_bundle(stored, name)))
    for source in SourceText.objects.filter(plan_id=stored.plan.id):
        files[f"texts/{source.source_id}-{'digest' if source.digest else 'text'}.txt"] = source.text.encode()
        original = uploads.path_of(source.sha256)
        if original.is_file():
            name = _NOT_IN_NAMES.sub("_", source.name)
            files[f"originals/{source.source_id}-{name}"] = original.read_bytes()
    files["history.jsonl"] = _history(stored.plan.id)
    files["说明.txt"] = _explain(stored).encode()
    return zip_files(stored.plan.id, files)


def _history(plan_id: str) -> bytes:
    """The plan's entries, one JSON a line, with the hashes by which they stand in the chain."""
    lines = (
        {
            "number": event.number, "at": event.at.isoformat(), "actor": event.actor, "act": event.act,
            "subject": event.subject, "detail": event.detail, "previous": event.previous, "hash": event.hash,
        }
        for event in Event.objects.filter(subject=f"plan:{plan_id}").order_by("number")
    )  # fmt: skip
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()


def _explain(stored: StoredPlan) -> str:
    return (
        f"{stored.plan.title}\n\n"
        f"第 {stored.reading} 次编译，{localtime(stored.compiled_at):%Y-%m-%d %H:%M}。\n\n"
        "各个 yaml 文件：规划包，可以用 gangyao show 读；corrections.yaml 是人工更正。\n"
        "texts 文件夹：读入过的各份文本，按文件校验码命名；text 是所载入的文本，digest 是摘要。\n"
        "originals 文件夹：在网页上打开过的原始文件，逐字节不变。\n"
        "history.jsonl：这份规划的历史记录，每行一条，带校验值。\n"
    )
