"""The wheel in a slim system without Java: each way to install it, and the commands of the documents."""

import re

import pytest
from conftest import POM_VERSION, ROOT, WHEEL, needs_root
from slim import Container

INSTALL = f"/wheel/{WHEEL.name}"
WORKS = f"""
    ! command -v java
    test "$(jupyterflow --version)" = "jupyterflow {POM_VERSION}"
    cd "$(mktemp -d)"
    printf 'import sys\\nprint(sys.prefix)\\n' >where.py
    jupyterflow run -q -c 'where.py >> [true, true]'
    jupyterflow logs @last
    """
pytestmark = needs_root


@pytest.fixture
def container(place):
    return Container(place.folder)


def test_in_the_systems_python(container):
    """What `RUN pip install` of an image does; Debian's pip requires an explicit permission."""
    done = container.run(f"pip install -q {INSTALL}\n{WORKS}", PIP_BREAK_SYSTEM_PACKAGES="1")
    assert "/usr" in done.stdout
    left = container.run(
        "pip uninstall -q -y jupyterflow; "
        "find / -xdev -iname '*jupyterflow*' -not -path '/wheel/*' -not -path '/root/*' "
        "-not -path '/tmp/*'",
        PIP_BREAK_SYSTEM_PACKAGES="1",
    )
    assert left.stdout == ""


def test_in_a_virtual_environment(container):
    done = container.run(f"python3 -m venv /opt/env; . /opt/env/bin/activate; pip install -q {INSTALL}\n{WORKS}")
    assert "/opt/env" in done.stdout


def test_for_one_user_who_is_not_root(container):
    container.run(
        f"useradd --create-home ada; su ada -c 'PIP_NO_INDEX=1 pip install -q --user --break-system-packages {INSTALL}'"
    )
    container.run(
        'exec su ada -c "$SCRIPT"',
        PATH="/home/ada/.local/bin:/usr/bin:/bin",
        HOME="/home/ada",
        SCRIPT="PATH=/home/ada/.local/bin:$PATH; set -e\n" + WORKS,
    )


def test_in_a_prefix_like_condas(container):
    """No conda is available here: this is Debian's Python in its own prefix, where pip installs as in conda."""
    done = container.run(f"""
        python=$(basename "$(readlink -f /usr/bin/python3)")
        mkdir -p /opt/conda/bin /opt/conda/lib
        cp -r "/usr/lib/$python" /opt/conda/lib/
        cp "/usr/bin/$python" /opt/conda/bin/
        ln -s "$python" /opt/conda/bin/python3
        ln -s "$python" /opt/conda/bin/python
        rm -f "/opt/conda/lib/$python/EXTERNALLY-MANAGED"
        sed -i "s/prefix_scheme = 'posix_local'/prefix_scheme = 'posix_prefix'/" "/opt/conda/lib/$python/sysconfig.py"
        sed -i s/dist-packages/site-packages/ "/opt/conda/lib/$python/site.py"
        pip --python /opt/conda/bin/python install -q {INSTALL}
        test -d /opt/conda/lib/$python/site-packages/jupyterflow
        test -x /opt/conda/bin/jupyterflow
        PATH=/opt/conda/bin:$PATH
        {WORKS}""")
    assert "/opt/conda" in done.stdout


def blocks(document, language):
    """The fenced blocks of a document, each with the file name in the comment before it."""
    pattern = rf"(?:<!-- file: (\S+) -->\n)?```{language}\n(.*?)```"
    return re.findall(pattern, (ROOT / document).read_text(), re.S)


def test_the_lines_of_the_install_document(container):
    lines = [block for _, block in blocks("docs/install.md", "sh")]
    assert len(lines) >= 3
    script = "python3 -m venv /opt/env; . /opt/env/bin/activate; cd /wheel\n"
    for block in lines:
        script += re.sub(r"\bWHEEL\b", INSTALL, block)
    done = container.run(
        script + "! command -v jupyterflow; cat ~/.ipython/profile_default/ipython_config.py", PIP_YES="1"
    )
    assert 'append("jupyterflow")' in done.stdout
    named = re.search(r"jupyterflow-\S+\.whl", lines[0])[0]
    assert named.rpartition("-")[0] == WHEEL.name.rpartition("-")[0], "the document names the wheel that is made"


def steps(document):
    """Each command of the console blocks, with the lines it prints."""
    for _, block in blocks(document, "console"):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = step.partition("\n")
            yield command.replace("./jupyterflow", "jupyterflow"), printed


def plain(text):
    """Without what differs from run to run: IDs, times, spaces that depend on them."""
    return re.sub(r"(?<=[a-z])-(?=\w*[a-z])(?=[a-z0-9]{5}\b)\w{5}\b", "-ID", text)


def test_the_lines_of_the_readme(container):
    for language in ("python", "yaml"):
        for name, block in blocks("README.md", language):
            if name:
                container.write(f"/flows/{name}", block)
    for example in (ROOT / "examples").glob("*.py"):
        container.write(f"/flows/examples/{example.name}", example.read_text())
    found = [(command, printed) for command, printed in steps("README.md") if not command.startswith("export PATH")]
    assert len(found) > 10
    script = f"pip install -q {INSTALL}; cd /flows; set +e\n"
    for number, (command, _) in enumerate(found):
        script += f'(exit $last)\n{command} </dev/null >/flows/.out-{number}\nlast=$?\necho "{number} $last"\n'
    done = container.run("last=0\n" + script, PIP_BREAK_SYSTEM_PACKAGES="1")
    ends = dict(line.split() for line in done.stdout.splitlines())
    for number, (command, printed) in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else ("", "")
        expected = following[1].strip() if following[0] == "echo $?" else "0"
        assert ends[str(number)] == expected, f"{command}\n{done.stderr}"
        if "results" in command or "--dry-run" in command:
            out = (container.folder / f"layer/flows/.out-{number}").read_text()
            assert plain(out) == plain(printed.rstrip("\n") + "\n"), command
