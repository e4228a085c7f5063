"""The documents that the program prints, as types. Later versions only add fields."""

from __future__ import annotations

from typing import Any, Optional, TypedDict, Union


class Place(TypedDict):
    source: str
    line: int
    column: int
    length: int
    text: str


class Problem(TypedDict):
    severity: str
    code: str
    message: str
    hint: str
    where: Optional[Place]


class _PlannedJob(TypedDict):
    name: str
    needs: list[str]
    parameters: dict[str, str]
    env: dict[str, str]
    resources: dict[str, Any]


class PlannedJob(_PlannedJob, total=False):
    """A job of a plan: it has `command` or `shell`."""

    origin: str
    command: list[str]
    shell: str
    errexit: bool
    notebook: str
    retries: dict[str, Any]
    timeout: str
    metrics: list[str]


class Plan(TypedDict):
    name: str
    engine: str
    jobs: list[PlannedJob]


class Attempt(TypedDict):
    number: int
    state: str
    exitCode: Optional[int]
    cause: Optional[str]
    startedAt: Optional[str]
    finishedAt: Optional[str]
    message: str


class Job(TypedDict):
    name: str
    state: str
    exitCode: Optional[int]
    startedAt: Optional[str]
    finishedAt: Optional[str]
    message: str
    attempts: list[Attempt]


class Run(TypedDict):
    """A run at one moment. Times are RFC 3339, UTC."""

    apiVersion: str
    kind: str
    id: str
    engine: str
    state: str
    message: str
    parent: Optional[str]
    createdAt: str
    startedAt: Optional[str]
    finishedAt: Optional[str]
    plan: Plan
    jobs: list[Job]


# NaN and the infinities are text, because JSON has no numbers for them
Number = Union[float, str]


class _ResultRow(TypedDict):
    run: str
    job: str
    state: str
    parameters: dict[str, str]
    metrics: dict[str, Number]
    history: dict[str, list[Number]]


class ResultRow(_ResultRow, total=False):
    best: bool


class _Results(TypedDict):
    apiVersion: str
    kind: str
    runs: list[str]
    parameters: list[str]
    metrics: list[str]
    rows: list[ResultRow]


class _Notice(TypedDict):
    message: str


class Notice(_Notice, total=False):
    """What was not read of a job's metrics, and why."""

    job: str
    run: str


class Results(_Results, total=False):
    goal: dict[str, str]
    notices: list[Notice]
