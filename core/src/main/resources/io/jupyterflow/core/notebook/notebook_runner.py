"""Runs a notebook as a job: notebook_runner.py OUTPUT NOTEBOOK [key=value ...]

Uses papermill if this Python has it, otherwise nbclient, otherwise the nbclient of the `jupyter` on PATH.
Writes the executed copy to OUTPUT after every cell, so that it exists however the job ends. The output of
the cells is the output of the job. A cell with the tag `raises-exception` may fail. A cell that exits with
code 0 ends the notebook with success.

Exit codes: 0, 1 a cell failed, 2 the words after the notebook are not parameters, 127 nothing here can run
the notebook, 137 the kernel was killed (mostly because memory ran out), 128 + n another signal ended it.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import keyword
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from typing import Any, Dict, List, NoReturn, Optional, Tuple

FAILED, USAGE, CANNOT_RUN, KILLED = 1, 2, 127, 137
KERNEL_PYTHON = "JUPYTERFLOW_KERNEL_PYTHON"  # set if another Python runs this script
START_SECONDS = 300  # many kernels may start at once, from slow disks
INJECTED = "injected-parameters"
MAY_FAIL = "raises-exception"
STOPPED = threading.Event()  # set if a signal ends this script
ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


def fail(code: int, message: str) -> NoReturn:
    sys.stdout.flush()
    print("notebook: " + message, file=sys.stderr, flush=True)
    sys.exit(code)


def note(message: str) -> None:
    print("notebook: " + message, file=sys.stderr, flush=True)


def typed(text: str) -> Any:
    """A Python literal if the text is one (10, 0.1, True, None, [1, 2]), otherwise the text."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    kinds = (bool, int, float, str, list, tuple, dict)
    return value if value is None or isinstance(value, kinds) else text


def can_be_name(name: str, language: str) -> bool:
    if language == "r":
        return re.match(r"[^\W\d_][\w.]*$", name) is not None
    return name.isidentifier() and not (language == "python" and keyword.iskeyword(name))


def parameters_of(words: List[str], language: str) -> Dict[str, Any]:
    """Reads key=value, --key=value, --key value and papermill's -p key value."""
    found: Dict[str, Any] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word in ("-p", "--parameters") and len(rest) >= 2:
            key, value = rest.pop(0), rest.pop(0)
        elif "=" in word:
            key, value = word.split("=", 1)
        elif word.startswith("--") and rest and not rest[0].startswith("--"):
            key, value = word, rest.pop(0)
        else:
            fail(USAGE, "'%s' is no parameter: a notebook takes key=value words" % word)
        name = key.lstrip("-").replace("-", "_")
        if not can_be_name(name, language):
            fail(USAGE, "'%s' can't be the name of a variable in the notebook" % key)
        found[name] = typed(value)
    return found


def inject(notebook: Any, parameters: Dict[str, Any]) -> Optional[Any]:
    """Inserts a cell that sets the parameters after the cell tagged `parameters`, or first."""
    if not parameters:
        return None
    import nbformat

    source = "# Parameters\n" + "\n".join("%s = %r" % item for item in parameters.items())
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": [INJECTED]})
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        cell.pop("id", None)
    notebook.cells = [c for c in notebook.cells if INJECTED not in tags(c)]
    at = next((i + 1 for i, c in enumerate(notebook.cells) if "parameters" in tags(c)), 0)
    notebook.cells.insert(at, cell)
    return cell


def tags(cell: Any) -> List[str]:
    return list(cell.get("metadata", {}).get("tags", []))


def language_of(notebook: Dict[str, Any]) -> str:
    metadata = notebook.get("metadata", {})
    spec = metadata.get("kernelspec", {})
    return str(spec.get("language") or metadata.get("language_info", {}).get("name") or "python").lower()


def kernel_for(notebook: Dict[str, Any], scratch: str) -> str:
    """The kernel that a user would get: the one the notebook names, unless it is the environment's
    own Python."""
    from jupyter_client.kernelspec import KernelSpecManager

    named = str(notebook.get("metadata", {}).get("kernelspec", {}).get("name") or "python3")
    known = KernelSpecManager().get_all_specs()
    python = os.environ.get(KERNEL_PYTHON, sys.executable)
    if language_of(notebook) == "python":
        if named in known and named not in ("python", "python2", "python3"):
            return named
        if has_module(python, "ipykernel"):
            if named not in known and named != "python3":
                note("no kernel '%s' here, using the one of %s" % (named, python))
            return own_kernel(python, scratch)
        fallback = named if named in known else "python3"
        if fallback in known:
            note("%s has no ipykernel, using the kernel '%s'" % (python, fallback))
            return fallback
        fail(CANNOT_RUN, "%s has no kernel: %s -m pip install ipykernel" % (python, python))
    if named not in known:
        fail(
            CANNOT_RUN,
            "the kernel '%s' (%s) is not installed here; installed: %s"
            % (named, language_of(notebook), ", ".join(sorted(known)) or "none"),
        )
    return named


def has_module(python: str, name: str) -> bool:
    if python == sys.executable:
        return importlib.util.find_spec(name) is not None
    probe = "import importlib.util as u, sys; sys.exit(u.find_spec(%r) is None)" % name
    return subprocess.run([python, "-c", probe], stdin=subprocess.DEVNULL, check=False).returncode == 0


def own_kernel(python: str, scratch: str) -> str:
    """Registers this Python as a kernel, under a unique name."""
    folder = os.path.join(scratch, "kernels", "jupyterflow")
    os.makedirs(folder)
    before = os.environ.get("JUPYTER_PATH", "")
    spec = {
        # Its warning about plain TCP would be the first line of every job.
        "argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=40"],
        "display_name": "Python 3",
        "language": "python",
        "env": {"JUPYTER_PATH": before},
    }
    with open(os.path.join(folder, "kernel.json"), "w", encoding="utf-8") as file:
        json.dump(spec, file)
    os.environ["JUPYTER_PATH"] = scratch + (os.pathsep + before if before else "")
    return "jupyterflow"


def fail_cell(cells: List[Any], failed: int, error: str, value: str, code: int = FAILED) -> NoReturn:
    """Names the cell by the number that Jupyter shows next to it when the notebook runs from the top."""
    before = [c for c in cells[: failed + 1] if c.cell_type == "code" and c.source.strip() and INJECTED not in tags(c)]
    name = "the parameters' cell" if INJECTED in tags(cells[failed]) else "cell %d" % len(before)
    last = (value.strip().splitlines() or [""])[0]
    fail(code, "%s failed: %s" % (name, ANSI.sub("", error + (": " + last if last else ""))))


def ended_well(error: Any) -> bool:
    return error.ename == "SystemExit" and error.evalue in ("", "0", "None", "False")


def print_traceback(traceback: List[str]) -> None:
    sys.stdout.flush()
    print(ANSI.sub("", "\n".join(traceback)), file=sys.stderr, flush=True)


def death(deaths: List[int]) -> Tuple[str, str, int]:
    """What happened to the kernel, how, and the exit code for it. Memory is a guess: an engine that
    knows better says so."""
    status = deaths[-1] if deaths else 0
    if status == -signal.SIGKILL:
        return "the kernel was killed", "mostly for lack of memory", KILLED
    if status < 0:
        names = {each.value: each.name for each in signal.Signals}
        return "the kernel died", "by signal " + names.get(-status, str(-status)), 128 - status
    return "the kernel died", "it ended by itself with exit code %d" % status, FAILED


def watched(deaths: List[int]) -> type:
    """The manager that the tools use, which also records how its kernel ended: they forget it."""
    from jupyter_client.manager import AsyncKernelManager

    class Watched(AsyncKernelManager):  # type: ignore[misc]
        async def _async_interrupt_kernel(self) -> None:
            # A shutdown first sends an interrupt. An idle kernel logs it as an error.
            if STOPPED.is_set() or not getattr(self, "shutting_down", False):
                await AsyncKernelManager.interrupt_kernel(self)

        async def _async_is_alive(self) -> bool:
            process = getattr(getattr(self, "provisioner", None), "process", None)
            alive = bool(await AsyncKernelManager.is_alive(self))
            if not alive and process is not None and process.poll() is not None:
                deaths.append(process.poll())
            return alive

        # Clients use one name, tools the other.
        interrupt_kernel = _async_interrupt_kernel
        is_alive = _async_is_alive

    return Watched


def run_with_papermill(source: str, output: str, parameters: Dict[str, Any], kernel: str, deaths: List[int]) -> None:
    import logging

    import papermill
    from nbclient.exceptions import DeadKernelError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        papermill.execute_notebook(
            # papermill fills {fields} in paths
            source.replace("{", "{{").replace("}", "}}"),
            output.replace("{", "{{").replace("}", "}}"),
            parameters=parameters,
            kernel_name=kernel,
            kernel_manager_class=watched(deaths),
            progress_bar=False,
            start_timeout=START_SECONDS,
            stdout_file=sys.stdout,
            stderr_file=sys.stderr,
            cwd=os.getcwd(),
        )
    except papermill.PapermillExecutionError as error:
        # It reports the last cell that has an error, which may be one that may fail.
        notebook = read(output)
        cells = [c for c in notebook.cells if "papermill-error-cell-tag" not in tags(c)]
        if MAY_FAIL in tags(cells[error.cell_index]) or ended_well(error):
            notebook.cells = cells
            write(notebook, output)
            return
        print_traceback(error.traceback)
        fail_cell(cells, error.cell_index, error.ename, error.evalue)
    except DeadKernelError:
        cells = read(output).cells
        ran = [i for i, c in enumerate(cells) if c.metadata.get("papermill", {}).get("start_time")]
        fail_cell(cells, ran[-1] if ran else 0, *death(deaths))


def run_with_nbclient(source: str, output: str, parameters: Dict[str, Any], kernel: str, deaths: List[int]) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    class Client(NotebookClient):  # type: ignore[misc]
        """Prints the output of cells at once."""

        def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
            content = msg["content"]
            if msg["msg_type"] == "stream":
                stream = sys.stderr if content["name"] == "stderr" else sys.stdout
                stream.write(content["text"])
                stream.flush()
            elif msg["msg_type"] in ("execute_result", "display_data"):
                print(content.get("data", {}).get("text/plain", ""), flush=True)
            return super().process_message(msg, cell, cell_index)

    notebook = read(source)
    if parameters and language_of(notebook) != "python":
        fail(
            CANNOT_RUN,
            "parameters for %s take papermill: %s -m pip install papermill" % (language_of(notebook), sys.executable),
        )
    injected = inject(notebook, parameters)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = Client(
        notebook,
        kernel_name=kernel,
        kernel_manager_class=watched(deaths),
        timeout=None,
        startup_timeout=START_SECONDS,
        resources={"metadata": {"path": os.getcwd()}},
    )
    client.reset_execution_trackers()
    write(notebook, output)
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            try:
                # The numbers next to the cells stay those of the user's notebook.
                client.execute_cell(cell, index, store_history=cell is not injected)
            except CellExecutionError as error:
                if ended_well(error):
                    break
                print_traceback([t for o in cell.outputs if o.output_type == "error" for t in o.traceback])
                fail_cell(notebook.cells, index, error.ename, error.evalue)
            except DeadKernelError:
                fail_cell(notebook.cells, index, *death(deaths))
            finally:
                write(notebook, output)
        reply = client.wait_for_reply(client.kc.kernel_info())
        if reply:
            notebook.metadata["language_info"] = reply["content"]["language_info"]
        client.set_widgets_metadata()
    write(notebook, output)


def read(path: str) -> Any:
    import nbformat

    return nbformat.read(path, as_version=4)


def write(notebook: Any, path: str) -> None:
    """A reader sees the old copy or the new one, never half of one."""
    import nbformat

    partial = path + ".part"
    nbformat.write(notebook, partial)
    os.replace(partial, path)


def jupyter_python() -> Optional[str]:
    """The interpreter of the `jupyter` on PATH, from its first lines."""
    try:
        with open(shutil.which("jupyter") or "", encoding="utf-8", errors="replace") as file:
            head = file.read(1000)
    except OSError:
        return None
    # If the path is long, pip writes `#!/bin/sh` and an exec line.
    found = re.match(r"#!\s*(\S*python\S*)", head) or re.search(r"exec'? \"?([^\"\s]*python[^\"\s]*)", head)
    return found.group(1) if found else None


def load(source: str) -> Dict[str, Any]:
    try:
        with open(source, encoding="utf-8") as file:
            text = file.read()
        if not text.strip():
            raise ValueError("it is empty")
        notebook = json.loads(text)
        if not isinstance(notebook, dict) or "nbformat" not in notebook:
            raise ValueError("it has no nbformat")
        return notebook
    except FileNotFoundError:
        fail(CANNOT_RUN, "there is no %s in %s" % (source, os.getcwd()))
    except (OSError, ValueError) as error:
        fail(CANNOT_RUN, "%s is not a notebook that can be read: %s" % (source, error))


def stop(number: int, frame: Any) -> NoReturn:
    STOPPED.set()
    sys.exit(128 + number)


def main(arguments: List[str]) -> None:
    output, source, words = arguments[0], arguments[1], arguments[2:]
    notebook = load(source)
    parameters = parameters_of(words, language_of(notebook))
    papermill = has_module(sys.executable, "papermill")
    if not papermill and not has_module(sys.executable, "nbclient"):
        other = jupyter_python()
        if KERNEL_PYTHON in os.environ or other is None or not has_module(other, "nbclient"):
            fail(
                CANNOT_RUN,
                "nothing here runs notebooks: %s -m pip install nbclient ipykernel"
                % os.environ.get(KERNEL_PYTHON, sys.executable),
            )
        note("%s has no nbclient, using %s" % (sys.executable, other))
        os.environ[KERNEL_PYTHON] = sys.executable
        os.execv(other, [other, os.path.abspath(__file__), *arguments])
    # A stop ends the kernel and removes the scratch folder on the way out.
    signal.signal(signal.SIGTERM, stop)
    folder = os.path.dirname(os.path.abspath(output))
    with tempfile.TemporaryDirectory(prefix=".kernel-", dir=folder) as scratch:
        os.environ["JUPYTER_RUNTIME_DIR"] = scratch
        try:
            tempfile.gettempdir()
        except FileNotFoundError:  # kernels need a folder for temporary files
            os.environ["TMPDIR"] = tempfile.tempdir = scratch
        kernel = kernel_for(notebook, scratch)
        run = run_with_papermill if papermill else run_with_nbclient
        deaths: List[int] = []
        try:
            run(source, output, parameters, kernel, deaths)
        except RuntimeError:
            if not deaths:
                raise
            what, how, code = death(deaths)
            fail(code, "%s before the first cell: %s" % (what, how))


if __name__ == "__main__":
    main(sys.argv[1:])
