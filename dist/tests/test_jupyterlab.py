"""The cell magic in a real JupyterLab, run in a real browser."""

import os
import shutil
import socket
import subprocess
import urllib.request

import conftest
import notebook_home
import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

LAB = conftest.ROOT / "dist/.venv/bin/python"
TOKEN = "of-this-test"


def browser_is_there():
    if (
        not (shutil.which("chromium") and shutil.which("chromedriver"))
        and os.geteuid() == 0
        and shutil.which("apt-get")
    ):
        subprocess.run(["apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium", "chromium-driver"],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    return shutil.which("chromium") and shutil.which("chromedriver")


@pytest.fixture
def lab(shared):
    work = notebook_home.folder(shared)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = open(shared.folder / "lab.log", "w")
    server = subprocess.Popen(
        [
            LAB,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            f"--port={port}",
            f"--IdentityProvider.token={TOKEN}",
            "--ServerApp.port_retries=0",
            "--LabApp.news_url=",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
        cwd=work,
        env=notebook_home.variables(shared, "venv"),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    try:

        def up():
            assert server.poll() is None, (shared.folder / "lab.log").read_text()
            try:
                return urllib.request.urlopen(f"{url}/api?token={TOKEN}", timeout=5).status == 200
            except OSError:
                return False

        conftest.wait_until(up, "JupyterLab answers", 120)
        yield url
    finally:
        server.terminate()
        server.wait(60)
        log.close()


@pytest.fixture
def page(place):
    if not browser_is_there():
        pytest.skip("needs Chromium and its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--window-size=1400,1000",
        f"--user-data-dir={place.folder}/profile",
        "--no-first-run",
        "--disable-background-networking",
    ):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(place.folder / "downloads")})
    service = webdriver.ChromeService(shutil.which("chromedriver"), env={**os.environ, "HOME": str(place.home)})
    driver = webdriver.Chrome(options, service)
    try:
        yield driver
    finally:
        driver.quit()


def test_a_flow_in_a_cell_shows_its_progress_its_table_and_its_logs(place, shared, lab, page):
    import nbformat

    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("%load_ext jupyterflow"),
            nbformat.v4.new_code_cell("%%jupyterflow\ntrain.py lr={0.1,0.5} >> echo done"),
        ]
    )
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, shared.folder / "work/flow.ipynb")
    page.get(f"{lab}/doc/tree/flow.ipynb?token={TOKEN}&reset")
    wait = WebDriverWait(page, 180)

    def texts(selector):
        """The content of such elements, read in one step, because the page replaces elements at any time."""
        return page.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map(each => each.textContent)", selector
        )

    # until then, the page replaces its cells and ignores keys
    wait.until(lambda page: any("| Idle" in text for text in texts("#jp-bottom-panel *")), "the kernel is idle")

    def focused(page):
        try:
            page.find_element(By.CSS_SELECTOR, ".jp-Notebook .jp-CodeCell .jp-InputArea-prompt").click()
            return True
        except WebDriverException:
            return False

    wait.until(focused)
    for _ in book.cells:
        keys = webdriver.ActionChains(page)
        keys.key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()

    over = ".jp-OutputArea .jupyterflow-run[data-state=succeeded]"
    wait.until(lambda page: texts(over), "the run has succeeded")
    (run,) = texts(over)  # one output, updated
    assert "train-2" in run and "lr=0.5" in run
    wait.until(
        lambda page: any("loss" in text for text in texts(".jp-OutputArea table.dataframe")), "a table of metrics"
    )

    link = ".jupyterflow-run a[download]"
    wait.until(lambda page: texts(link), "a link to the logs")
    page.execute_script("document.querySelector(arguments[0]).click()", link)
    folder = place.folder / "downloads"
    conftest.wait_until(lambda: list(folder.glob("*.log")), "the logs are downloaded", 60)
    conftest.wait_until(lambda: "loss=" in next(folder.glob("*.log")).read_text(), "they hold the output")
