"""A run, as one output cell shows it."""

from __future__ import annotations

import base64
import html
from collections import Counter
from datetime import datetime
from typing import Optional

from ._documents import Job, Run
from ._text import shown, spelled

MOST_ROWS = 50
_SIGNS = {"succeeded": "✓", "failed": "✗", "lost": "✗", "running": "●", "reused": "✓", "stopped": "■", "skipped": "–"}
_COLORS = {"succeeded": "#2e7d32", "reused": "#2e7d32", "failed": "#c62828", "lost": "#c62828", "running": "#1565c0"}
_FIRST = ("failed", "lost", "running")


class Progress:
    """What IPython displays: HTML in a notebook, lines in a terminal."""

    def __init__(self, run: Run, logs: Optional[bytes] = None, why: str = "") -> None:
        self.run = run
        self.logs = logs
        self.why = why

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.text(), "text/html": self.html()}

    def counts(self) -> str:
        count = Counter(job["state"] for job in self.run["jobs"])
        return ", ".join(f"{number} {state}" for state, number in count.most_common())

    def rows(self) -> list[Job]:
        """The jobs to show: all, or if there are many, those that matter now."""
        jobs = self.run["jobs"]
        if len(jobs) <= MOST_ROWS:
            return jobs
        return sorted(jobs, key=lambda job: job["state"] not in _FIRST)[:MOST_ROWS]

    def text(self) -> str:
        lines = [f"{self.run['id']} {self.run['state']}: {self.counts()}"]
        lines += [f"  {_SIGNS.get(job['state'], '○')} {spelled(job['name'])} {job['state']}" for job in self.rows()]
        return "\n".join(lines + ([shown(self.why)] if self.why else []))

    def html(self) -> str:
        run = self.run
        parameters = {job["name"]: job["parameters"] for job in run["plan"]["jobs"]}
        rows = "".join(_row(job, parameters.get(job["name"], {})) for job in self.rows())
        more = len(run["jobs"]) - len(self.rows())
        parts = [
            f'<div class="jupyterflow-run" data-run="{_safe(run["id"])}" data-state="{_safe(run["state"])}">',
            f"<div><b>{_safe(run['id'])}</b> {_state(run['state'])} · {_safe(self.counts())}{self._link()}</div>",
            f"<table>{rows}</table>" if rows else "",
            f"<div>and {more} more: <code>jupyterflow show {_safe(run['id'])}</code></div>" if more else "",
            f"<pre>{html.escape(shown(self.why), quote=True)}</pre>" if self.why else "",
            "</div>",
        ]
        return "".join(parts)

    def _link(self) -> str:
        # The text itself: a notebook server does not serve hidden folders, where the logs are.
        if self.logs is None:
            return f" · <code>jupyterflow logs {_safe(self.run['id'])}</code>"
        data = base64.b64encode(self.logs).decode("ascii")
        name = _safe(self.run["id"]) + ".log"
        return f' · <a download="{name}" href="data:text/plain;charset=utf-8;base64,{data}">logs</a>'


def _row(job: Job, parameters: dict[str, str]) -> str:
    given = " ".join(f"{key}={value}" for key, value in parameters.items())
    cells = (_safe(job["name"]), _state(job["state"]), _safe(_seconds(job)), _safe(given), _safe(job["message"]))
    return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"


def _state(state: str) -> str:
    color = _COLORS.get(state)
    style = f' style="color:{color}"' if color else ""
    return f"<span{style}>{_SIGNS.get(state, '○')} {_safe(state)}</span>"


def _seconds(job: Job) -> str:
    started, finished = job["startedAt"], job["finishedAt"]
    if started is None or finished is None:
        return ""
    return f"{(_time(finished) - _time(started)).total_seconds():.1f}s"


def _time(text: str) -> datetime:
    # up to Python 3.10, fromisoformat accepts neither Z nor all lengths of a fraction
    whole, _, fraction = text.rstrip("Z").partition(".")
    return datetime.fromisoformat(f"{whole}.{(fraction or '0')[:6]:0<6}")


def _safe(text: str) -> str:
    return html.escape(spelled(text), quote=True)
