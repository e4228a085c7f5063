"""`run` and `results`: the program's documents, as Python objects."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Callable, Optional, Union, cast

from . import _program
from ._documents import ResultRow, Results, Run
from ._errors import of_run

if TYPE_CHECKING:
    import pandas


def run(
    flow: Optional[str] = None,
    *,
    file: Union[str, os.PathLike[str], None] = None,
    id: Optional[str] = None,
    engine: Optional[str] = None,
    options: Sequence[str] = (),
    wait: bool = True,
    on_change: Optional[Callable[[Run], None]] = None,
) -> Run:
    """Runs a flow, and returns the run's document after it succeeded.

    flow: the text after `run -c`; file: a workflow file; without both: ./workflow.yaml
    id: the run's ID; the same ID with the same flow attaches to the existing run
    options: more flags of `jupyterflow run`, as a list of words
    wait: False returns as soon as the run is accepted
    on_change: called with the run's document after each change
    Raises RunFailed or RunStopped with the document, FlowProblems and others if nothing ran.
    """
    words = ["run", "-q", *options]
    for flag, value in (("-c", flow), ("-f", file), ("--id", id), ("--engine", engine)):
        if value is not None:
            words.append(f"{flag}={os.fspath(value)}")  # attached, because a value may begin with -
    if not wait or on_change is not None:
        words.append("-d")
    document = cast(Run, _program.document(words, ends_of_runs=True))
    if not wait:
        return document
    if on_change is not None:
        document = follow(document, on_change)
    failure = of_run(document)
    if failure is not None:
        raise failure
    return document


def follow(run: Run, on_change: Callable[[Run], None]) -> Run:
    """Reports each change of a run until it is over, and returns its last document."""
    on_change(run)
    process = _program.start(["watch", run["id"], "-o", "json"])
    try:
        for line in _program.lines(process):
            run = cast(Run, json.loads(line))
            on_change(run)
        said = process.stderr.read() if process.stderr is not None else ""
        code = process.wait()
    except BaseException:
        process.kill()
        process.communicate()
        raise
    if code not in (0, 1, 7):
        raise _program.error(code, said)
    return run


def results(*ids: str, min: Optional[str] = None, max: Optional[str] = None) -> Results:
    """Compares the hyperparameters and metrics of runs; without IDs, of the newest run.

    min, max: the metric to be smallest or largest: the best row comes first, with `best`
    """
    words = ["results", *(ids or ("@last",))]
    for flag, metric in (("--min", min), ("--max", max)):
        if metric is not None:
            words += [flag, metric]
    return cast(Results, _program.document(words))


def data_frame(results: Results) -> pandas.DataFrame:
    """Results as a table: a row for each job, columns for hyperparameters and metrics. Requires pandas."""
    import pandas

    frame = pandas.DataFrame([_cells(row, results) for row in results["rows"]])
    for column in results["parameters"]:
        try:
            frame[column] = pandas.to_numeric(frame[column])
        except (ValueError, TypeError):
            pass  # text stays text
    return frame


def _cells(row: ResultRow, results: Results) -> dict[str, Any]:
    cells: dict[str, Any] = {"run": row["run"]} if len(results["runs"]) > 1 else {}
    cells.update(job=row["job"], state=row["state"])
    for column in results["parameters"]:
        cells[column] = row["parameters"].get(column)
    names: list[str] = results["metrics"]
    for column in names:
        value = row["metrics"].get(column)
        cells[column if column not in cells else f"{column} (metric)"] = None if value is None else float(value)
    return cells
