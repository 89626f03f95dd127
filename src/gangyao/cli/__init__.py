"""The command line: the chain from the shell. Results go to standard output, messages to standard error."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from gangyao import __version__
from gangyao.cli import compiling, corrections, covering, doctor, moving, projecting, promising, site
from gangyao.cli.parsing import Parser, Stop
from gangyao.ingest.errors import UnreadableFile
from gangyao.store.bundle_errors import UnreadableBundle


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit code: 0 done, 1 refused with a message, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except (UnreadableFile, UnreadableBundle) as error:
        print(error.message, file=sys.stderr)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="gangyao", description="纲要：把五年规划从文本编译成可追踪的目标")
    parser.add_argument("--version", action="version", version=f"gangyao {__version__}")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)

    for module in (compiling, covering, promising, projecting, site, moving, corrections, doctor):
        module.add_commands(commands)
    return parser
