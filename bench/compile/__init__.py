"""The compile, from a text's bytes to its statements, beside recognizers-text-suite.

    sentences ──▶ measure (ours) · peer (theirs) ──▶ speed-up
    lengthen ──▶ measure ──▶ what ten times the text costs
    process ──▶ seconds and memory of the whole command
    agreement ──▶ both sides against the annotated texts

Both sides read the same text, one after the other on the same machine.
"""

from __future__ import annotations

import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import asdict

from bench.compile.agreement import measure_agreement
from bench.compile.measure import time_compile
from bench.compile.peer_environment import PeerMissing, run_peer
from bench.compile.process import measure_commands
from bench.compile.scaling import lengthen
from bench.compile.sentences import parse_text, split_text, write_sentences
from bench.corpus import Text, annotated, corpus_folder, load_scorer, plan_text

SPEED_UP = 20  # at least so many times the peer's throughput
TENFOLD = 11  # ten times the text, at most so many times the time
REPEATS = 5


def run() -> dict[str, Any]:
    """Everything, over the texts that are at hand."""
    folder = corpus_folder()
    scorer = load_scorer(folder)
    result = measure_text(plan_text(folder), repeats=REPEATS, peer=True)
    asked = annotated(folder) if scorer else []
    peer = "missing" not in result["throughput"]["peer"]
    result["agreement_is_held_out"] = False  # our rules were written with these texts and annotations in view
    result["agreement"] = {gold.text.name: measure_agreement(gold, scorer, peer=peer) for gold in asked if scorer}
    return result


def measure_text(text: Text, *, repeats: int, peer: bool) -> dict[str, Any]:
    """Speed, scaling and the whole process over one text.

    Args:
        text: what is compiled.
        repeats: how often each thing is timed; the best counts.
        peer: False leaves the peer out.
    """
    throughput = _throughput(text, repeats, peer=peer)
    return {
        "versions": {"gangyao": version("gangyao"), "peer": throughput["peer"].pop("version", None)},
        "text": {
            "name": text.name, "digest": text.digest, "characters": _characters(text), "sentences": len(split_text(text)),
        },
        "throughput": throughput,
        "scaling": _scaling(text, throughput["ours"], repeats),
        "process": measure_commands(text.data, repeats),
        "agreement": {},
    }  # fmt: skip


def _throughput(text: Text, repeats: int, *, peer: bool) -> dict[str, Any]:
    characters, ours = _characters(text), time_compile(text, repeats)
    figures: dict[str, Any] = {
        "ours": {**asdict(ours), "characters_per_second": characters / min(ours.seconds)},
        "peer": _peer(text, repeats) if peer else {"missing": "这次没有要求运行"},
        "speed_up": None,
        "at_least": SPEED_UP,
    }
    if "seconds" in figures["peer"]:
        theirs = figures["peer"]
        theirs["characters_per_second"] = characters / min(theirs["seconds"])
        by_clock = {
            clock: min(theirs[clock]) / min(figures["ours"][clock]) for clock in ("seconds", "processor_seconds")
        }
        figures["speed_up_by_clock"] = by_clock
        figures["speed_up"] = min(by_clock.values())  # others at work slow the longer runs more, which would flatter us
    return figures


def _peer(text: Text, repeats: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.jsonl"
        write_sentences(split_text(text), path)
        try:
            measured = run_peer(path, repeats)
        except PeerMissing as reason:
            return {"missing": str(reason)}
    measured["found"] = len(measured["found"])
    return measured


def _scaling(text: Text, single: dict[str, Any], repeats: int) -> dict[str, Any]:
    """What ten times the text costs over what the text costs, put right for the title that stands only once."""
    longer = lengthen(text, 10)
    timing = asdict(time_compile(longer, repeats))
    length = _characters(longer)
    growth = length / _characters(text)

    def ratio(clock: str) -> float:
        return min(timing[clock]) / min(single[clock]) * 10 / growth

    ratios = {"ratio": ratio("processor_seconds"), "ratio_on_the_wall": ratio("seconds")}
    return {"characters": length, **timing, **ratios, "at_most": TENFOLD}


def _characters(text: Text) -> int:
    return len(parse_text(text).text)
