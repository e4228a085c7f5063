"""The magics `%jupyterflow WORDS` and `%%jupyterflow [FLAGS]` with a flow below."""

from __future__ import annotations

import shlex
from collections import deque
from typing import TYPE_CHECKING, Any, Optional, cast

from . import _calls, _program
from ._documents import Results, Run
from ._errors import Refused, Unreachable, UsageError, of_run
from ._progress import Progress
from ._text import shown

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

LOG_BYTES = 200_000
LAST_LINES = 20
_PLAIN_RUNS = {"-o", "--output", "--dry-run", "-h", "--help", "--emit"}


def register(shell: InteractiveShell) -> None:
    # IPython would replace {braces}, which are sweeps here, with the values of variables
    setattr(jupyterflow, "_ipython_magic_no_var_expand", True)  # noqa: B010 # a function has no such attribute, says mypy
    shell.register_magic_function(jupyterflow, "line_cell", "jupyterflow")  # type: ignore[arg-type]  # its stub is wrong


def jupyterflow(line: str, cell: Optional[str] = None) -> Any:
    """The words of a command line: %jupyterflow run -c "train.py lr={0.1,0.5} >> report.ipynb"

    In a cell of its own, write the flow below, on any number of lines:

        %%jupyterflow --retries 2
        train.py lr={0.1,0.5}
        >> report.ipynb

    If pandas is installed, metrics come back as a DataFrame.
    """
    try:
        words = shlex.split(line)
    except ValueError as e:
        raise UsageError(f"a quote is not closed: {line} ({e})", 2) from None
    if cell is not None:
        words = ["run", *(words[1:] if words[:1] == ["run"] else words), "-c=" + cell.strip()]
    if words[:1] == ["run"] and _has_none(words, _PLAIN_RUNS):
        return _run(words[1:])
    if words[:1] == ["results"] and _has_none(words, {"-o", "--output", "-h", "--help"}) and not _plots(words):
        return _table(cast(Results, _program.document(words)), words)
    return _print(words)


def _has_none(words: list[str], flags: set[str]) -> bool:
    return not any(word.split("=", 1)[0] in flags for word in words)


def _plots(words: list[str]) -> bool:
    return any(word.startswith("--plot") for word in words)


def _run(words: list[str]) -> Any:
    from IPython.display import display

    detached = any(word in ("-d", "--detach") for word in words)
    quiet = any(word in ("-q", "--quiet") for word in words)
    run = cast(Run, _program.document(["run", "-q", *([] if detached else ["-d"]), *_without_quiet(words)]))
    if detached:
        display(Progress(run))  # type: ignore[no-untyped-call]
        return None
    handle = None if quiet else display(Progress(run), display_id=True)  # type: ignore[no-untyped-call]

    def show(run: Run) -> None:
        if handle is not None:
            handle.update(Progress(run))

    try:
        run = _calls.follow(run, show)
    except KeyboardInterrupt:
        _interrupted(run)
        raise
    failure = of_run(run)
    if handle is not None:
        why = "" if failure is None else _said(["why", run["id"]])
        handle.update(Progress(run, _logs(run["id"]), why))
    if failure is not None:
        raise failure
    try:
        found = _calls.results(run["id"])
    except (Refused, Unreachable) as unread:
        print(unread)  # the run itself succeeded, so its cell does not fail
        return None
    for notice in found.get("notices", []):
        print(shown(f"{notice['job']}: {notice['message']}" if "job" in notice else notice["message"]))
    return _table(found, ["results", run["id"]]) if found["metrics"] else None


def _without_quiet(words: list[str]) -> list[str]:
    return [word for word in words if word not in ("-q", "--quiet")]


def _interrupted(run: Run) -> None:
    """Like Ctrl-C in a terminal: a local run stops, a run on a cluster goes on."""
    if run["engine"] == "local":
        _said(["stop", run["id"]])
        print(f"{run['id']} is being stopped.")
    else:
        print(f"{run['id']} goes on. Watch it again: %jupyterflow watch {run['id']}")


def _table(results: Results, words: list[str]) -> Any:
    try:
        return _calls.data_frame(results)
    except ImportError:
        return _print(words)


def _logs(id: str) -> bytes:
    return _program.tail(["logs", id], LOG_BYTES)


def _said(words: list[str]) -> str:
    """The output of a command, whatever its exit code."""
    return _program.finish(_program.start(words, merged=True))[0].rstrip()


def _print(words: list[str]) -> None:
    """Runs any command, and shows its lines as they come."""
    process = _program.start(words, merged=True)
    last: deque[str] = deque(maxlen=LAST_LINES)  # a message, and what is indented below it: its hint
    try:
        for piece in _program.pieces(process):
            print(shown(piece), end="", flush=True)
            if piece.strip():
                if not piece.startswith(" "):
                    last.clear()
                last.append(piece)
    except KeyboardInterrupt:
        _program.finish(process)
        raise
    code = process.wait()
    if code != 0:
        raise _program.error(code, "".join(last))
