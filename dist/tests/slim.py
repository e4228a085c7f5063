"""A slim system without Java, the usual base of images: Debian with its Python, and nothing of this machine."""

import fcntl
import os
import pathlib
import shutil
import subprocess

import pytest
from conftest import ROOT, WHEEL

PACKAGES = "python3,python3-pip,python3-venv"
KEPT = ROOT / "dist/.venv/slim"


def system():
    """Its root folder, made once by debootstrap; no test changes it."""
    if os.geteuid() != 0:
        pytest.skip("needs root: it makes a system with debootstrap and changes into it")
    with open(KEPT.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not KEPT.exists():
            make()
    return KEPT


def make():
    if not shutil.which("debootstrap"):
        subprocess.run(["apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "debootstrap"],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    part = KEPT.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    # in a mount namespace: its mounts end with it, whatever happens
    made = subprocess.run(
        ["unshare", "--mount", "debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", part],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert made.returncode == 0, made.stdout
    part.rename(KEPT)


class Container:
    """That system with a layer of its own to write to, without network. Its processes end with each script."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder / "container"
        for name in ("layer", "work", "root"):
            (self.folder / name).mkdir(parents=True)
        self.system = system()

    def write(self, path, text):
        file = self.folder / "layer" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def run(self, script, status=0, **variables):
        """Runs a bash script in it, as root; the wheel is in /wheel."""
        inside = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin",
            "HOME": "/root",
            "PIP_NO_INDEX": "1",
            "PIP_ROOT_USER_ACTION": "ignore",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            **variables,
        }
        command = [
            "unshare",
            "--mount",
            "--net",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-ec",
            """
            mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/layer,workdir=$2/work" "$2/root"
            mkdir -p "$2/root/wheel"
            mount --bind "$3" "$2/root/wheel"
            mount -t proc proc "$2/root/proc"
            root=$2/root script=$4
            shift 4
            exec chroot "$root" env -i "$@" bash -ec "$script"
            """,
            "-",
            self.system,
            self.folder,
            WHEEL.parent,
            script,
            *(f"{name}={value}" for name, value in inside.items()),
        ]
        done = subprocess.run(
            list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == status, f"{script}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done
