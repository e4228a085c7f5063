"""The magics and the calls, in real kernels that have the wheel installed."""

import nbformat
import notebook_home
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


@pytest.fixture(scope="module")
def execute(shared):
    work = notebook_home.folder(shared)
    variables = notebook_home.variables(shared, "venv")

    def run(*cells, fails=False):
        """The outputs of the last cell, and all messages before them."""
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
        client = NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(work)}})
        updates = []
        seen = client.process_message

        def process_message(message, cell, cell_index):
            updates.append(message)
            return seen(message, cell, cell_index)

        client.process_message = process_message
        if fails:
            with pytest.raises(CellExecutionError) as failure:
                client.execute(env=variables)
            run.failure = str(failure.value)
        else:
            client.execute(env=variables)
        run.updates = updates
        return book.cells[-1].outputs

    return run


def html(outputs):
    return "".join(each["data"].get("text/html", "") for each in outputs if "data" in each)


def plain(outputs):
    return "".join(each.get("text", "") for each in outputs) + "".join(
        each["data"].get("text/plain", "") for each in outputs if "data" in each
    )


def test_a_line_runs_a_sweep_and_gives_a_data_frame(execute):
    outputs = execute(
        "%load_ext jupyterflow",
        'table = %jupyterflow run -c "train.py lr={0.1,0.5} >> true"',
        "print(list(table.columns), table['lr'].sum(), table['loss'].min())",
    )
    assert plain(outputs) == "['job', 'state', 'lr', 'loss'] 0.6 0.667\n"


def test_braces_stay_as_typed_though_variables_have_such_names(execute):
    outputs = execute("%load_ext jupyterflow", "lr = 7", '%jupyterflow run --dry-run -c "train.py lr={lr,2}"')
    assert "lr=lr" in plain(outputs) and "7" not in plain(outputs)


def test_a_cell_is_one_output_that_is_updated_and_ends_with_a_link_to_the_logs(execute):
    outputs = execute("%load_ext jupyterflow", "%%jupyterflow --retries 1\ntrain.py lr={0.1,0.5}\n>> echo done")
    shown = [each for each in outputs if "jupyterflow-run" in each.get("data", {}).get("text/html", "")]
    assert len(shown) == 1
    assert 'data-state="succeeded"' in html(shown) and "echo" in html(shown)
    assert '<a download="' in html(shown) and "data:text/plain" in html(shown)
    updates = [each for each in execute.updates if each["msg_type"] == "update_display_data"]
    assert len(updates) >= 2, "it was shown while it ran"
    assert len(set(each["content"]["transient"]["display_id"] for each in updates)) == 1
    assert "loss" in html(outputs), "metrics follow as a table"


def test_a_failed_run_fails_the_cell_and_says_why(execute):
    outputs = execute("%load_ext jupyterflow", "%%jupyterflow\nbroken.py >> true", fails=True)
    assert "failed: broken. Why:" in execute.failure
    assert "No module named" in html(outputs) and "pip install pandas_of_tomorrow" in html(outputs)
    assert not any("_magic.py" in line for each in outputs for line in each.get("traceback", []))


def test_metrics_that_can_not_be_read_are_told_and_fail_no_cell(execute):
    outputs = execute(
        "%load_ext jupyterflow", "%%jupyterflow\nsh -c 'rm -f $JUPYTERFLOW_METRICS; mkdir $JUPYTERFLOW_METRICS'"
    )
    assert 'data-state="succeeded"' in html(outputs) and "was not read: it is a folder" in plain(outputs)


def test_a_mistake_in_a_flow_is_shown_with_its_place(execute):
    outputs = execute("%load_ext jupyterflow", '%jupyterflow run -c "train.py lr={rate}"', fails=True)
    text = "\n".join(line for each in outputs for line in each.get("traceback", []))
    assert "-c:1:" in text and "^" in text


def test_other_commands_print_what_they_print(execute):
    assert "ID" in plain(execute("%load_ext jupyterflow", "%jupyterflow run -q -c true", "%jupyterflow ps"))
    refused = execute("%load_ext jupyterflow", "%jupyterflow show nothing", fails=True)[-1]["evalue"]
    assert "no run" in refused and "hint: " in refused


def test_calls_return_documents_and_raise_typed_errors(execute):
    outputs = execute("""
import jupyterflow
states = []
run = jupyterflow.run("train.py lr={0.1,0.5}", on_change=lambda run: states.append(run["state"]))
table = jupyterflow.results(run["id"], min="loss")
print(run["state"], states[-1], len(run["jobs"]), table["rows"][0]["best"], table["rows"][0]["parameters"])
for call in (lambda: jupyterflow.run("broken.py"), lambda: jupyterflow.run("no.py"), lambda: jupyterflow.run("--help"),
             lambda: jupyterflow.run("echo a\\0b"), lambda: jupyterflow.results("x")):
    try:
        call()
    except jupyterflow.JupyterFlowError as e:
        print(type(e).__name__, e.exit_code, [problem["code"] for problem in e.problems])
""")
    assert plain(outputs).splitlines() == [
        "succeeded succeeded 2 True {'lr': '0.5'}",
        "RunFailed 1 []",
        "FlowProblems 3 ['missing-script']",
        "FlowProblems 3 ['missing-program']",
        "FlowProblems 3 []",
        "NotFound 4 ['not-found']",
    ]


def test_interrupting_the_kernel_stops_a_local_run(execute):
    outputs = execute(
        "%load_ext jupyterflow\nimport _thread, threading",
        "from jupyterflow import _calls\n"
        "real = _calls.follow\n"
        "def follow(run, show):\n"
        "    def see(run):\n"
        "        show(run)\n"
        "        if run['state'] == 'running':\n"
        "            raise KeyboardInterrupt\n"
        "    return real(run, see)\n"
        "_calls.follow = follow\n"
        "try:\n"
        "    get_ipython().run_line_magic('jupyterflow', 'run -c \"sleep 600\"')\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n",
        "import json, subprocess, jupyterflow._program as p\n"
        "run = _calls.follow = real(json.loads(subprocess.run([p.program(), 'show', '@last', '-o', 'json'],\n"
        "    capture_output=True).stdout), lambda run: None)\n"
        "print(run['state'])",
    )
    assert plain(outputs) == "stopped\n"
