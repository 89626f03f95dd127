"""What every command shares: how it is declared, how wrong usage is said, how it stops."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn


class Stop(Exception):
    """Ends the command with a message for the person."""


class Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        """Prints the usage and the fault and ends with exit code 2."""
        for english, chinese in _FAULTS:
            message = message.replace(english, chinese)
        self.print_usage(sys.stderr)
        self.exit(2, f"用法不对：{message}。看说明请加 -h\n")


_FAULTS = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认识 "),
    ("expected one argument", "后面要跟一个值"),
    ("argument ", "参数 "),
    ("invalid choice: ", "没有这个选择 "),
    ("choose from ", "可选 "),
    ("invalid int value: ", "应是整数，写的是 "),
)


def command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
    """Declares a command; docs/how-to/commands.md holds the same words."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that a person named; raises Stop with what is wrong."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise Stop(f"“{path}”是文件夹，请给出其中的文件，如 docx、pdf 或 txt") from None
    except FileNotFoundError:
        raise Stop(f"找不到文件“{path}”，请核对路径") from None
    except OSError as error:
        raise Stop(f"文件“{path}”读不出来：{error.strerror or error}") from None
