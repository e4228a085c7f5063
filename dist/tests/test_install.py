"""Ways to install the wheel, and places where it must work. None of them has Java."""

import os
import signal
import subprocess

import pytest
from conftest import POM_VERSION, PYTHON, WHEEL, needs_root

VERSION = f"jupyterflow {POM_VERSION}\n"


def works(place, program, **more):
    """It starts, plans, and runs a flow to its end."""
    assert place.run(program, "--version", **more).stdout == VERSION
    place.run(program, "run", "-q", "-c", "true >> [true, true]", **more)


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_in_a_virtual_environment(shared):
    works(shared, shared.program)


def test_for_one_user(place):
    more = {"PYTHONUSERBASE": str(place.home / ".local"), "PIP_BREAK_SYSTEM_PACKAGES": "1"}
    place.run(PYTHON, "-m", "pip", "install", "-q", "--user", WHEEL, **more)
    works(place, place.home / ".local/bin/jupyterflow")


def test_from_path_and_through_links(shared):
    links = shared.folder / "links"
    links.mkdir()
    (links / "jf").symlink_to("jupyterflow")
    (links / "jupyterflow").symlink_to("../venv/bin/jupyterflow")
    assert shared.run("sh", "-c", f"PATH='{links}:/bin'; jf --version").stdout == VERSION
    assert shared.run("bin/jupyterflow", "--version", cwd=shared.folder / "venv").stdout == VERSION
    assert shared.run("sh", "jupyterflow", "--version", cwd=shared.folder / "venv/bin").stdout == VERSION


def test_in_a_folder_and_a_home_with_spaces_and_other_scripts(place):
    home = place.folder / "a home (한글)"
    home.mkdir()
    folder = place.venv("an 환경 'quoted'")
    works(place, folder / "bin/jupyterflow", HOME=str(home))


def test_after_the_folder_was_moved(place):
    place.venv().rename(place.folder / "elsewhere")
    program = place.folder / "elsewhere/bin/jupyterflow"
    works(place, program)
    assert outside_the_cache(place, program, "--version") <= 1


def outside_the_cache(place, program, *words):
    """How many classes a command loads from outside its AOT cache: many, if the cache is not used."""
    log = place.folder / "classes.log"
    place.run(program, *words, JUPYTERFLOW_JVM_OPTIONS=f"-Xlog:class+load:file={log}")
    lines = log.read_text().splitlines()
    assert len(lines) > 400
    return sum("source:" in line and "shared objects file" not in line for line in lines)


def test_the_cache_is_taken_as_installed(shared):
    assert outside_the_cache(shared, shared.program, "--version") <= 1


def test_options_for_java_are_for_jobs_and_not_for_us(shared):
    options = {
        name: "-XX:+NoSuchOption 'of the user' $HOME"
        for name in ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
    }
    assert shared.run(shared.program, "--version", **options).stderr == ""
    works(shared, shared.program, **options)
    run = shared.run(shared.program, "run", "-q", "-c", "sh -c 'env | grep JAVA_ | sort'", **options).stdout.strip()
    logs = shared.run(shared.program, "logs", run).stdout
    assert [line.split(" | ")[1] for line in logs.splitlines()] == [
        f"{name}={value}" for name, value in sorted(options.items())
    ]


@needs_root
def test_from_a_folder_that_cannot_be_written(place):
    folder = place.venv()
    before = files(folder)
    place.run(
        "unshare",
        "-m",
        "sh",
        "-ec",
        """
        mount --bind "$1" "$1"
        mount -o remount,bind,ro "$1"
        ! touch "$1/x" 2>/dev/null
        "$1/bin/jupyterflow" run -q -c 'true >> true'
        """,
        "-",
        folder,
    )
    assert files(folder) == before


@needs_root
def test_as_another_user_than_the_installer(place):
    program = place.venv() / "bin/jupyterflow"
    home = place.folder / "other"
    home.mkdir()
    os.chown(home, 65534, 65534)
    other = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    place.run(*other, program, "--version", HOME=str(home))
    place.run(*other, program, "run", "-q", "-c", "true >> true", HOME=str(home))
    assert (home / ".jupyterflow").stat().st_uid == 65534


@needs_root
def test_a_home_that_cannot_be_written_is_named_when_it_must_be(place):
    program = place.venv() / "bin/jupyterflow"
    place.home.chmod(0o555)
    other = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    place.run(*other, program, "--help")
    place.run(*other, program, "run", "--dry-run", "-c", "true")
    failed = place.run(*other, program, "run", "-c", "true", status=5)
    assert str(place.home) in failed.stderr
    assert "write" in failed.stderr or "written" in failed.stderr
    assert failed.stderr.count("\n") <= 3


@needs_root
def test_a_file_that_may_not_be_read_says_so_and_what_to_do(shared):
    other = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    home = shared.folder / "reader"
    home.mkdir()
    flow = home / "flow.yaml"
    flow.write_text("jobs: ['true']\n")
    remedies = ((0, 0o600, "hint: ask its owner"), (65534, 0o200, "hint: it is yours: chmod u+r flow.yaml"))
    for owner, mode, remedy in remedies:
        os.chown(flow, owner, owner)
        flow.chmod(mode)
        failed = shared.run(*other, shared.program, "run", "-f", "flow.yaml", cwd=home, status=5, HOME=str(home))
        assert failed.stdout == ""
        assert "The file 'flow.yaml' can't be read: permission denied." in failed.stderr
        assert remedy in failed.stderr and failed.stderr.count("\n") == 2


@needs_root
def test_settings_that_may_not_be_read_are_named(shared):
    home = shared.folder / "settings"
    home.mkdir()
    settings = home / ".jupyterflow.yaml"
    settings.write_text("cpu: 1\n")
    settings.chmod(0o600)
    failed = shared.run(
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        shared.program,
        "run",
        "-c",
        "true",
        status=3,
        HOME=str(home),
    )
    assert f"the settings in {settings} can't be read: permission denied" in failed.stderr


@needs_root
def test_without_a_tmp(shared):
    shared.run(
        "unshare",
        "-m",
        "sh",
        "-ec",
        """
        mount -t tmpfs -o ro,size=4k none /tmp
        ! touch /tmp/x 2>/dev/null
        "$1" run -q -c 'true >> true'
        """,
        "-",
        shared.program,
    )


@pytest.mark.parametrize("words", ["--help", "run --help", "run --dry-run -c 'true x={1..5000}'", "ps"])
def test_a_reader_that_has_enough_is_no_error(shared, words):
    done = shared.run("bash", "-c", f"{shared.program} {words} | head -n 1; echo ${{PIPESTATUS[0]}}")
    assert done.stdout.splitlines()[-1] in ("0", "141")
    assert done.stderr == ""


def test_ctrl_c_ends_it_as_a_shell_expects(shared):
    process = subprocess.Popen(
        [shared.program, "run", "-c", "sleep 600"],
        env=shared.variables(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_uninstalling_leaves_nothing(place):
    folder = place.folder / "venv"
    place.run(PYTHON, "-m", "venv", folder)
    python = folder / "bin/python"
    place.run(python, "-m", "pip", "--version")
    before = files(folder)
    place.run(python, "-m", "pip", "install", "-q", WHEEL)
    works(place, folder / "bin/jupyterflow")
    place.run(python, "-c", "import jupyterflow; jupyterflow.run('true')")
    place.run(python, "-m", "pip", "uninstall", "-q", "-y", "jupyterflow")
    left = set(files(folder)) - set(before)
    assert not {name for name in left if "pip" not in name.split("site-packages/")[-1].split("/")[0]}
    assert not {name for name in left if "jupyterflow" in name}
