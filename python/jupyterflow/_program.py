"""The JupyterFlow program: where it is, and how to call it."""

from __future__ import annotations

import io
import json
import pathlib
import shutil
import signal
import subprocess
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from ._documents import Problem
from ._errors import JupyterFlowError, JupyterFlowWarning, of_exit
from ._text import spelled

PIECE = 65_536


def program() -> str:
    """The program of this package; if there is none, as in a checkout, the one on PATH."""
    runtimes = pathlib.Path(__file__).parent / "runtime"
    for found in sorted(runtimes.glob("*/bin/jupyterflow")):
        return str(found)
    on_path = shutil.which("jupyterflow")
    if on_path is None:
        raise JupyterFlowError("jupyterflow is not installed: no runtime in this package, none on PATH", 70)
    return on_path


def start(words: Sequence[str], *, merged: bool = False) -> subprocess.Popen[str]:
    """Starts the program in its own session: an interrupt of the kernel reaches it only through us."""
    if any("\0" in word for word in words):
        raise of_exit(3, "a NUL character can't be part of a command, an argument or a variable")
    return subprocess.Popen(
        [program(), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merged else subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[str, str]:
    """All of its output; an interrupt is passed on, and this waits for the program to end."""
    try:
        return process.communicate()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        process.communicate()
        raise


def document(words: Sequence[str], *, ends_of_runs: bool = False) -> Any:
    """The document that a command prints with `-o json`.

    ends_of_runs: the end of a run that failed (exit codes 1 and 7) is an answer, too.
    """
    process = start([*words, "-o", "json"])
    out, err = finish(process)
    code = process.returncode
    if code == 0 or (ends_of_runs and code in (1, 7) and out.strip()):
        for problem in problems_in(err):
            warnings.warn(spelled(text_of(problem), keep="\n\t"), JupyterFlowWarning, stacklevel=4)
        return json.loads(out)
    raise error(code, err)


def error(code: int, err: str) -> JupyterFlowError:
    """The error for an exit code and the text on standard error."""
    found = problems_in(err)
    text = "\n".join(map(text_of, found)) or err.strip() or f"jupyterflow ended with {code}"
    return of_exit(code, text, found)


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """Its lines of standard output, as they come."""
    assert process.stdout is not None
    with process.stdout:
        yield from process.stdout


def pieces(process: subprocess.Popen[str]) -> Iterator[str]:
    """The same lines, with long ones in pieces, because they may not fit in memory."""
    assert process.stdout is not None
    with process.stdout as lines:
        yield from iter(lambda: lines.readline(PIECE), "")


def tail(words: Sequence[str], most: int) -> bytes:
    """The last complete lines of a command's output, whatever its exit code."""
    process = start(words, merged=True)
    stdout = process.stdout
    assert isinstance(stdout, io.TextIOWrapper)
    output = stdout.buffer
    last = b""
    cut = False
    try:
        for piece in iter(lambda: output.read(PIECE), b""):
            cut = cut or len(last) + len(piece) > most
            last = (last + piece)[-most:]
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        raise
    finally:
        output.close()
        process.wait()
    return last[last.find(b"\n") + 1 :] if cut else last


def problems_in(text: str) -> list[Problem]:
    """The problems of every `Problems` document in a text that may contain other lines."""
    found: list[Problem] = []
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError:
            end = at + 1
        else:
            if isinstance(value, dict) and value.get("kind") == "Problems":
                found.extend(value["problems"])
        at = text.find("{", end)
    return found


def text_of(problem: Problem) -> str:
    """A problem as text: its place, its line with a mark below, its hint."""
    where, said = problem["where"], problem["message"]
    if where is not None:
        line = spelled(where["text"])
        pad = " " * len(spelled(where["text"][: where["column"] - 1]))
        said = (
            f"{where['source']}:{where['line']}:{where['column']}: {said}\n"
            f"    {line}\n    {pad}{'^' * max(1, where['length'])}"
        )
    return said + (f"\n  hint: {problem['hint']}" if problem["hint"] else "")
