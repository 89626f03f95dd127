"""Our side: a file's bytes in, statements out; decoding, folding and parsing are inside the clock."""

from __future__ import annotations

import sys
from time import perf_counter, process_time

from attrs import frozen

from bench.corpus import Text
from gangyao.ingest.vocabulary import load_vocabulary
from gangyao.pipeline import compile_text

_WARMING = "到2025年，新建河边步道30公里，绿化面积年均增长4%左右。\n".encode()


@frozen
class Timing:
    """What a text costs.

    Attributes:
        seconds: on the wall, of every run, in order.
        processor_seconds: of the processor, of every run: what other programs on the machine disturb least.
        statements: how many came out.
    """

    seconds: list[float]
    processor_seconds: list[float]
    statements: int


def time_compile(text: Text, repeats: int) -> Timing:
    """Compiles a text again and again, each time as if it had never been seen."""
    seconds, processor, found = [], [], 0
    for _ in range(repeats):
        build_models()
        before, processor_before = perf_counter(), process_time()
        compiled = compile_text(text.data, text.file_name, digest=text.digest)
        processor.append(process_time() - processor_before)
        seconds.append(perf_counter() - before)
        found = len(compiled.plan.statements)
    return Timing(seconds, processor, found)


def build_models() -> None:
    """Vocabulary, grammar and lexicon anew, and one made-up sentence through them; what earlier runs learnt is gone."""
    for name, module in list(sys.modules.items()):
        if name.startswith("gangyao."):
            for member in list(vars(module).values()):
                clear = getattr(member, "cache_clear", None)
                if callable(clear):
                    clear()
    load_vocabulary()
    compile_text(_WARMING, "warming.txt")
