"""The peer's side: recognizers-text-suite's four models over the same sentences. Runs in a venv of its own.

    python peer.py SENTENCES REPEATS

SENTENCES holds one JSON string a line. Prints one JSON object: seconds of every run, in all and per model, what the
models found (places count from the sentence's start), and the peak memory. Nothing of gangyao is imported here.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib.metadata import version
from time import perf_counter, process_time

from recognizers_number import Culture, NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer


def main(path: str, repeats: int) -> int:
    """Builds the models, runs them once unclocked, then times them."""
    with open(path, encoding="utf8") as lines:
        sentences = [json.loads(line) for line in lines]
    models = build_models()
    found = [
        as_record(model, i, r) for model in models for i, s in enumerate(sentences) for r in models[model].parse(s)
    ]
    runs = [time_models(models, sentences) for _ in range(repeats)]
    print(
        json.dumps(
            {
                "version": version("recognizers-text-suite"),
                "seconds": [run["seconds"] for run in runs],
                "processor_seconds": [run["processor_seconds"] for run in runs],
                "per_model": min(runs, key=lambda run: run["seconds"])["per_model"] if runs else {},
                "found": found,
                "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            },
            ensure_ascii=False,
        )
    )
    return 0


def build_models():
    """The four models for Chinese."""
    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    return {
        "number": numbers.get_number_model(),
        "percentage": numbers.get_percentage_model(),
        "currency": units.get_currency_model(),
        "dimension": units.get_dimension_model(),
    }


def time_models(models, sentences):
    """What all sentences take: on the wall, of the processor, and on the wall for each model."""
    per_model, processor_before = {}, process_time()
    for name, model in models.items():
        before = perf_counter()
        for sentence in sentences:
            model.parse(sentence)
        per_model[name] = perf_counter() - before
    processor = process_time() - processor_before
    return {"seconds": sum(per_model.values()), "processor_seconds": processor, "per_model": per_model}


def as_record(model, sentence, result):
    """A result as plain data; the peer's end is the last character, ours one past it."""
    resolution = result.resolution or {}
    return {
        "model": model,
        "sentence": sentence,
        "start": result.start,
        "end": result.end + 1,
        "value": resolution.get("value"),
        "unit": resolution.get("unit"),
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2])))
