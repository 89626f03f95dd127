"""Many files in one command: on all processors, with progress, and going on where an interruption left off.

Beside the bundles stands compiled.jsonl: one line for each file that is done, written after its bundle. A file that
stands there, unchanged and compiled by the same compiler, is not compiled again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from attrs import frozen

from gangyao.cli.parsing import Stop, read_bytes
from gangyao.ingest.errors import UnreadableFile
from gangyao.ingest.fingerprint import compiler_state
from gangyao.pipeline import compile_text
from gangyao.store.bundle import load_bundle, save_bundle
from gangyao.store.bundle_errors import UnreadableBundle

LOG = "compiled.jsonl"


@frozen
class Done:
    """What compiling one file gave.

    Attributes:
        bundle: name of its folder.
        sha256: of the file.
        compiler: state of the compiler.
        found: how many records of each kind.
        fault: why it could not be compiled, in words; empty where it could.
    """

    bundle: str
    sha256: str
    compiler: str
    found: Mapping[str, int]
    fault: str = ""


def compile_many(files: Sequence[Path], output: Path, *, jobs: int, digest: bool) -> int:
    """Compiles files into a folder of bundles; gives the exit code, 1 where some could not be compiled."""
    folders = _folders(files)
    output.mkdir(parents=True, exist_ok=True)
    before = _read_log(output / LOG)
    waiting = [file for file in files if not _is_done(file, output, before.get(folders[file]))]
    skipped = len(files) - len(waiting)
    if skipped:
        print(f"{skipped} 份没有变动，不再编译", file=sys.stderr)
    faults = []
    with (output / LOG).open("a", encoding="utf-8") as log:
        log.write("\n" if log.tell() else "")  # the last line may have been cut off
        for number, (file, done) in enumerate(_compiled(waiting, folders, output, jobs, digest), 1):
            print(f"{skipped + number}/{len(files)} {file.name}：{_words(done)}", file=sys.stderr, flush=True)
            if done.fault:
                faults.append(file)
                continue
            line = {"bundle": done.bundle, "sha256": done.sha256, "compiler": done.compiler, **done.found}
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
            log.flush()
    if faults:
        print(f"{len(faults)} 份没有编译：{'、'.join(file.name for file in faults)}", file=sys.stderr)
    return 1 if faults else 0


def _compiled(
    files: Sequence[Path], folders: Mapping[Path, str], output: Path, jobs: int, digest: bool
) -> Iterator[tuple[Path, Done]]:
    """Each file with what it gave, as they are done; one that kills its process is named and the others go on."""
    waiting = list(files)
    at_once = jobs
    while waiting:
        broken = False
        with ProcessPoolExecutor(min(at_once, len(waiting)), get_context("spawn")) as pool:
            running = {pool.submit(_compile_one, file, output / folders[file], digest): file for file in waiting}
            for future in as_completed(running):
                file = running[future]
                if isinstance(future.exception(), BrokenProcessPool):
                    broken = True
                    continue
                waiting.remove(file)
                yield file, _outcome(future, folders[file])
        if broken and at_once == 1:  # alone in its process, so it is the one that ended it
            yield waiting[0], Done(folders[waiting[0]], "", "", {}, "编译进程意外终止，可能是内存不足或文件有害")
            waiting.pop(0)
        elif broken:
            at_once = 1


def _outcome(future: Future[Done], folder: str) -> Done:
    error = future.exception()
    return Done(folder, "", "", {}, f"程序出错（{error}）") if error else future.result()


def _compile_one(file: Path, folder: Path, digest: bool) -> Done:
    """Compiles one file as `gangyao compile` does; what it is refused for is part of the result."""
    try:
        data = read_bytes(file)
        before = load_bundle(folder) if (folder / "plan.yaml").is_file() else None
        corrections = before.corrections if before else ()
        compiled = compile_text(
            data, file.name, digest=digest, plan_id=before.plan.id if before else None,
            ids=before.ids if before else None, corrections=corrections,
        )  # fmt: skip
        save_bundle(folder, compiled, corrections)
    except (UnreadableFile, UnreadableBundle) as error:
        return Done(folder.name, "", "", {}, error.message)
    except Stop as stop:
        return Done(folder.name, "", "", {}, str(stop))
    except OSError as error:
        return Done(folder.name, "", "", {}, f"写不进“{folder}”：{error.strerror or error}")
    plan = compiled.plan
    found = {"statements": len(plan.statements), "commitments": len(plan.commitments), "projects": len(plan.projects)}
    return Done(folder.name, hashlib.sha256(data).hexdigest(), compiler_state(), found)


def _words(done: Done) -> str:
    if done.fault:
        return f"没有编译，{done.fault}"
    found = done.found
    return f"{found['statements']} 条量化表述，{found['commitments']} 条任务，{found['projects']} 个项目"


def _folders(files: Iterable[Path]) -> dict[Path, str]:
    """Each file with the name of its bundle; two of one name would be written over each other."""
    named: dict[str, Path] = {}
    for file in files:
        other = named.setdefault(file.stem, file)
        if other != file:
            raise Stop(f"“{other}”和“{file}”同名，规划包会互相覆盖；请改名，或分两次编译到不同的文件夹")
    return {file: name for name, file in named.items()}


def _read_log(path: Path) -> dict[str, dict[str, str]]:
    """Folder → the last line about it; a line that an interruption cut off counts for nothing."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    found = {}
    for line in lines:
        try:
            entry = json.loads(line)
            found[entry["bundle"]] = entry
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _is_done(file: Path, output: Path, entry: Mapping[str, str] | None) -> bool:
    if (
        entry is None
        or entry.get("compiler") != compiler_state()
        or not (output / entry["bundle"] / "plan.yaml").is_file()
    ):
        return False
    return hashlib.sha256(read_bytes(file)).hexdigest() == entry.get("sha256")


def processors() -> int:
    """How many files to compile at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
