"""Errors: one class for each exit code of the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from ._documents import Problem, Run
from ._text import spelled


class JupyterFlowWarning(UserWarning):
    """A warning about a flow that runs all the same."""


class JupyterFlowError(Exception):
    """The program did not do what it was asked to.

    exit_code: the program's; problems: each with its message, hint and place in the flow.
    """

    def __init__(self, message: str, exit_code: int, problems: Sequence[Problem] = ()) -> None:
        super().__init__(spelled(message, keep="\n\t"))
        self.exit_code = exit_code
        self.problems: list[Problem] = list(problems)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the message, without our stack frames."""
        return str(self).splitlines() or [type(self).__name__]


class UsageError(JupyterFlowError):
    """Wrong usage of the command."""


class FlowProblems(JupyterFlowError):
    """There is a mistake in the flow; nothing ran."""


class NotFound(JupyterFlowError):
    """There is no such run, job or file."""


class Refused(JupyterFlowError):
    """The engine refused."""


class Unreachable(JupyterFlowError):
    """The engine can't be reached; you can safely try again."""


class InternalError(JupyterFlowError):
    """A bug in JupyterFlow."""


class _Ended(JupyterFlowError):
    def __init__(self, message: str, exit_code: int, run: Optional[Run] = None) -> None:
        super().__init__(message, exit_code)
        self.run = run


class RunFailed(_Ended):
    """The run failed; `run` is its document."""


class RunStopped(_Ended):
    """The run was stopped, or a job was lost; `run` is its document."""


_BY_CODE: dict[int, type[JupyterFlowError]] = {
    2: UsageError,
    3: FlowProblems,
    4: NotFound,
    5: Refused,
    6: Unreachable,
    70: InternalError,
}


def of_exit(code: int, message: str, problems: Sequence[Problem] = ()) -> JupyterFlowError:
    """The error for an exit code that does not tell how a run ended."""
    return _BY_CODE.get(code, JupyterFlowError)(message, code, problems)


def of_run(run: Run) -> Optional[JupyterFlowError]:
    """The error for how a run ended; None if it succeeded."""
    if run["state"] == "succeeded":
        return None
    names = [job["name"] for job in run["jobs"] if job["state"] in ("failed", "lost")]
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    text = f"{run['id']} {run['state']}" + (f": {shown}" if names else "")
    lost = any(job["state"] == "lost" for job in run["jobs"])
    if run["state"] == "failed" and not lost:
        return RunFailed(f"{text}. Why: jupyterflow why {run['id']}", 1, run)
    return RunStopped(f"{text}. Go on: jupyterflow rerun {run['id']} --failed", 7, run)
