"""What the Python side shows of the text of others, and how much of it it keeps in memory."""

import random
import subprocess

import notebook_home
import pytest

HIDDEN = [
    "\x1b[?4m",
    "\x1b[>4;2m",
    "\x1b[4 m",
    "\x1b[2J",
    "\x1bc",
    "\x1b(0",
    "\x1b]0;title\x07",
    "\x1b]52;c;x\x1b\\",
    "\x1bP1q\x1b\\",
    "\x1b_a\x1b\\",
    "\x9b31m",
    "\x9d0;t\x9c",
    "\x85",
    "\b",
    "\x07",
    "\x0e",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\xad",
    "\U000e0041",
]


@pytest.fixture(scope="module")
def python(shared):
    """Runs a script with the installed package, and returns its output."""
    work = notebook_home.folder(shared)

    def run(script, *words):
        command = [shared.folder / "venv/bin/python", "-c", script, *words]
        done = subprocess.run(command, cwd=work, env=notebook_home.variables(shared, "venv"), capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape")

    return run


def test_nothing_but_text_and_colours_is_shown(python):
    script = (
        "import sys; from jupyterflow._text import shown, spelled\n"
        "for word in sys.argv[1:]: print(ascii(shown(word)), ascii(spelled(word)))"
    )
    shown = python(script, *(f"a{each}b" for each in HIDDEN)).splitlines()
    assert [line.split(" ")[0] for line in shown] == ["'ab'"] * len(HIDDEN)
    assert python(script, "\x1b[1;38:5:3mred\x1b[0m\tx 학습 \u200d") == (
        r"'\x1b[1;38:5:3mred\x1b[0m\tx \ud559\uc2b5 \u200d' "
        r"'\\u001b[1;38:5:3mred\\u001b[0m\\tx \ud559\uc2b5 \u200d'" + "\n"
    )


def test_of_any_text_only_colours_have_an_effect(python):
    seed = random.randrange(2**32)
    script = f"""
import random, re
from jupyterflow._text import shown
random.seed({seed})
parts = ["\\x1b", "\\x1b[", "\\x1b]", "\\x1bP", "\\x1b\\\\", "\\x07", "\\x9b", "\\x9d", "\\x9c", "[", "]", "?",
         ">", " ", "1", ";", ":", "m", "J", "q", "\\b", "\\r", "\\n", "\\t", "\\0", "\\u202e", "\\u2066", "\\u200b",
         "x", "학"]
for _ in range(100_000):
    text = shown("".join(random.choices(parts, k=random.randrange(20))))
    rest = re.sub("\\x1b\\\\[[0-9;:]*m", "", text)
    assert not re.search("[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\u200b]", rest), ascii(text)
"""
    assert python(script) == "", f"seed {seed}"


def test_values_stay_in_their_place(python):
    shown = python("""
from jupyterflow._progress import Progress
from jupyterflow._errors import JupyterFlowError
from jupyterflow._program import text_of
job = {"name": "a\\x1b[2J", "state": "failed", "message": "b\\u202ec\\nd", "startedAt": None, "finishedAt": None}
plan = {"jobs": [{"name": "a\\x1b[2J", "parameters": {"lr": "1\\n2"}}]}
run = {"id": "a-1", "state": "failed", "jobs": [job], "plan": plan}
progress = Progress(run, None, "why\\n\\x1b]0;t\\x07because")
print(ascii(progress.text())); print(ascii(progress.html())); print(ascii(str(JupyterFlowError("x\\x1b[2J\\ny", 1))))
print(text_of({"where": {"source": "-c", "line": 1, "column": 3, "length": 1, "text": "\\x1bcX"}, "message": "m",
               "hint": ""}))
""")
    text, html, error, *problem = shown.splitlines()
    assert r"a\\u001b[2J failed\nwhy\nbecause" in text
    assert r"a\\u001b[2J" in html and r"b\\u202ec\\nd" in html and r"lr=1\\n2" in html and r"\x1b" not in html
    assert error == r"'x\\u001b[2J\ny'"
    assert problem == ["-c:1:3: m", r"    \u001bcX", "           ^"]


def test_output_of_any_size_is_held_in_pieces(python):
    grew = python("""
import contextlib, os, resource
import jupyterflow
from jupyterflow import _magic, _program
run = jupyterflow.run("sh -c 'yes xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | head -c 100000000'")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
logs = _magic._logs(run["id"])
assert 150_000 < len(logs) <= _magic.LOG_BYTES and logs.startswith(b"sh | xxx"), logs[:80]
with open(os.devnull, "w") as null, contextlib.redirect_stdout(null):
    _magic._print(["logs", run["id"] + "/sh"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
""")
    assert int(grew) < 50_000, "KiB"
