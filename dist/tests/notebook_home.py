"""A home and a working directory for kernels that use the installed package."""

import os

TRAIN = """\
import sys
lr = float(dict(word.split("=") for word in sys.argv[1:])["lr"])
print(f"loss={1 / (1 + lr):.3f}")
"""


def folder(place):
    work = place.folder / "work"
    work.mkdir(exist_ok=True)
    (work / "train.py").write_text(TRAIN)
    (work / "broken.py").write_text("import pandas_of_tomorrow\n")
    return work


def variables(place, venv):
    """Environment variables of a kernel: the test's own tools, after the wheel's package, without Java."""
    (package,) = (place.folder / venv).glob("lib/python3*/site-packages")
    own = place.variables(
        PYTHONPATH=str(package),
        PYTHONDONTWRITEBYTECODE="1",
        IPYTHONDIR=str(place.home / "ipython"),
        JUPYTER_CONFIG_DIR=str(place.home / "jupyter"),
        JUPYTER_RUNTIME_DIR=str(place.home / "runtime"),
    )
    own["PATH"] = f"{place.folder / venv}/bin:{own['PATH']}"
    return {**own, "TERM": os.environ.get("TERM", "dumb")}
