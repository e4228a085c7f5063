"""The wheel under test, places to install it, and an environment without Java."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
WHEEL = pathlib.Path(os.environ["JUPYTERFLOW_WHEEL"]).resolve()
POM_VERSION = re.search(r"^  <version>(.*)</version>$", (ROOT / "pom.xml").read_text(), re.M).group(1)
# of an interpreter outside of any virtual environment
PYTHON = pathlib.Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
NO_JAVA = "/usr/bin:/bin"

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root for mounts and other users")


def wait_until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.05)


class Place:
    """A folder outside /tmp that everyone can read, with its own home."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="jupyterflow-dist-", dir="/var/tmp"))
        self.folder.chmod(0o755)
        self.home = self.folder / "home"
        self.home.mkdir()
        java = self.folder / "no-java" / "java"
        java.parent.mkdir()
        java.write_text("#!/bin/sh\necho 'a Java was used' >&2\nexit 99\n")
        java.chmod(0o755)

    def variables(self, **more):
        path = f"{self.folder}/no-java:{NO_JAVA}"
        return {
            "PATH": path,
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_ROOT_USER_ACTION": "ignore",
            **more,
        }

    def run(self, *command, status=0, cwd=None, **more):
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd or self.folder,
            env=self.variables(**more),
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
        )
        assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def venv(self, name="venv", wheel=WHEEL):
        """A virtual environment with the wheel, made without network."""
        folder = self.folder / name
        self.run(PYTHON, "-m", "venv", folder)
        self.run(folder / "bin/python", "-m", "pip", "install", "-q", wheel)
        return folder

    def supervisors(self):
        """Process IDs of the supervisors of this home's runs."""
        found = []
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                command = pathlib.Path(f"/proc/{entry}/cmdline").read_bytes()
            except OSError:
                continue
            if b"SupervisorMain" in command and os.fsencode(self.folder) in command:
                found.append(int(entry))
        return found

    def remove(self):
        for pid in self.supervisors():
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        wait_until(lambda: not self.supervisors(), "supervisors end")
        shutil.rmtree(self.folder)


@pytest.fixture
def place():
    made = Place()
    try:
        yield made
    finally:
        made.remove()


@pytest.fixture(scope="module")
def shared():
    """A place with a virtual environment `venv`, for tests that don't change it."""
    made = Place()
    try:
        made.venv()
        made.program = made.folder / "venv/bin/jupyterflow"
        yield made
    finally:
        made.remove()
