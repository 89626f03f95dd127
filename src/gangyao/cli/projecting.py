"""The command projects: every place of a text that names a project, facility or programme."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gangyao.cli.parsing import command, read_bytes
from gangyao.core.document.document import Document
from gangyao.core.document.parse import parse_document
from gangyao.core.plan.identity.profile import read_profile
from gangyao.core.plan.projects.find import find_mentions
from gangyao.ingest.readers import read_file
from gangyao.ingest.vocabulary import load_project_types


def add_commands(commands: Any) -> None:
    """Declares it."""
    projects = command(commands, "projects", _projects, "列出一份规划文本提到的每个项目、设施、行动计划，每处一行 JSON")
    projects.add_argument("file", metavar="文件", type=Path, help="规划文本")


def _projects(arguments: argparse.Namespace) -> int:
    document = parse_document(read_file(read_bytes(arguments.file), arguments.file.name))
    for line in project_lines(document):
        print(json.dumps(line, ensure_ascii=False))
    return 0


def project_lines(document: Document) -> Iterator[dict[str, Any]]:
    """Every mention of a project as a JSON object, in order of place."""
    for mention in find_mentions(document, read_profile(document), load_project_types()):
        yield {
            "start": mention.start, "end": mention.end, "name": mention.name, "type": mention.type,
            "count": None if mention.count is None else f"{mention.count.normalize():f}", "unit": mention.unit,
            "vague": mention.vague, "place": mention.place, "existing": mention.existing,
        }  # fmt: skip
