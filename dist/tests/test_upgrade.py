"""Installs another version, or none, while runs of this one go on."""

import contextlib
import pathlib
import re
import zipfile

import pytest
from conftest import POM_VERSION, WHEEL, wait_until

NEXT = "99.0.0"


@pytest.fixture
def next_wheel(place):
    """This wheel, with the next version number."""
    with zipfile.ZipFile(WHEEL) as wheel:
        this = re.match(r"jupyterflow-(.*?)-", WHEEL.name)[1]
        path = place.folder / WHEEL.name.replace(this, NEXT, 1)
        with zipfile.ZipFile(path, "w") as made:
            for entry in wheel.infolist():
                data = wheel.read(entry)
                entry.filename = entry.filename.replace(f"jupyterflow-{this}", f"jupyterflow-{NEXT}").replace(
                    f"/runtime/{POM_VERSION}/", f"/runtime/{NEXT}/"
                )
                if entry.filename.endswith((".dist-info/METADATA", ".data/scripts/jupyterflow", "/RECORD")):
                    # RECORD keeps the old hashes of these few: pip does not check them at install
                    data = data.replace(f"Version: {this}".encode(), f"Version: {NEXT}".encode())
                    data = data.replace(f"version={POM_VERSION}".encode(), f"version={NEXT}".encode())
                    data = data.replace(f"jupyterflow-{this}".encode(), f"jupyterflow-{NEXT}".encode())
                    data = data.replace(f"/runtime/{POM_VERSION}/".encode(), f"/runtime/{NEXT}/".encode())
                made.writestr(entry, data)
        return path


def begin(place, program):
    """A run whose first job waits for a file, so that the rest starts later."""
    flow = f"sh -c 'until [ -e {place.folder}/go ]; do sleep 0.1; done' >> [true x={{1..5}}, false] >> true"
    id = place.run(program, "run", "-d", "-q", "-c", flow).stdout.strip()
    wait_until(lambda: '"running"' in place.run(program, "show", id, "-o", "json").stdout, "the first job runs")
    (supervisor,) = place.supervisors()
    wait_until(lambda: "own-files" not in threads(supervisor), "the supervisor holds its files")
    return id, supervisor


def threads(pid):
    names = []
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/comm"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            names.append(path.read_text().strip())
    return names


def test_the_next_version_is_installed_while_a_run_goes_on(place, next_wheel):
    venv = place.venv()
    program = venv / "bin/jupyterflow"
    id, supervisor = begin(place, program)
    place.run(venv / "bin/python", "-m", "pip", "install", "-q", next_wheel)
    assert [path.name for path in venv.glob("lib/*/site-packages/jupyterflow/runtime/*")] == [NEXT]
    assert f'"{id}"' in place.run(program, "ps", "-o", "json").stdout
    assert place.supervisors() == [supervisor], "the old one still carries its run"
    (place.folder / "go").touch()
    wait_until(lambda: not place.supervisors(), "the run is over")
    shown = place.run(program, "show", id, "-o", "json").stdout
    assert shown.count('"succeeded"') >= 6 and '"skipped"' in shown and '"lost"' not in shown
    (folder,) = (place.home / ".jupyterflow/runs").iterdir()
    assert len(list(folder.glob("events-*.jsonl"))) == 1, "nobody had to take the run over"
    assert place.run(program, "logs", id).stderr == ""


def test_it_is_uninstalled_while_a_run_goes_on(place):
    venv = place.venv()
    id, supervisor = begin(place, venv / "bin/jupyterflow")
    place.run(venv / "bin/python", "-m", "pip", "uninstall", "-q", "-y", "jupyterflow")
    assert place.supervisors() == [supervisor]
    (place.folder / "go").touch()
    wait_until(lambda: not place.supervisors(), "the run is over")
    program = place.venv("another") / "bin/jupyterflow"
    shown = place.run(program, "show", id, "-o", "json").stdout
    assert shown.count('"succeeded"') >= 6 and '"skipped"' in shown
    (folder,) = (place.home / ".jupyterflow/runs").iterdir()
    assert len(list(folder.glob("events-*.jsonl"))) == 1
    assert (folder / "supervisor.log").read_text() == ""
