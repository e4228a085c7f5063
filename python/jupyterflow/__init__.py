"""JupyterFlow from Python: `run` and `results` call the program and return its documents.

In IPython, `%load_ext jupyterflow` adds the magics `%jupyterflow` and `%%jupyterflow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._calls import data_frame, results, run
from ._documents import Attempt, Job, Place, Plan, PlannedJob, Problem, ResultRow, Results, Run
from ._errors import (
    FlowProblems,
    InternalError,
    JupyterFlowError,
    JupyterFlowWarning,
    NotFound,
    Refused,
    RunFailed,
    RunStopped,
    Unreachable,
    UsageError,
)

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "Attempt",
    "FlowProblems",
    "InternalError",
    "Job",
    "JupyterFlowError",
    "JupyterFlowWarning",
    "NotFound",
    "Place",
    "Plan",
    "PlannedJob",
    "Problem",
    "Refused",
    "ResultRow",
    "Results",
    "Run",
    "RunFailed",
    "RunStopped",
    "Unreachable",
    "UsageError",
    "data_frame",
    "results",
    "run",
]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Called by IPython for `%load_ext jupyterflow`."""
    from ._magic import register

    register(shell)
