"""The content of the wheel, before it is installed."""

import importlib.machinery
import importlib.util
import json
import pathlib
import re
import shutil
import struct
import sys
import zipfile

import pytest
from conftest import POM_VERSION, ROOT, WHEEL

README_LIMIT_MB = 60


def text(suffix):
    with zipfile.ZipFile(WHEEL) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(suffix))
        return wheel.read(name).decode()


def test_it_is_smaller_than_promised_and_than_installers_mind():
    assert WHEEL.stat().st_size < README_LIMIT_MB * 1e6


def test_its_tag_names_an_old_c_library():
    glibc = int(re.search(r"-manylinux_2_(\d+)_", WHEEL.name)[1])
    assert glibc <= 28, "the oldest notebook images have glibc 2.28"


@pytest.fixture
def build():
    """dist/wheel as a module."""
    loader = importlib.machinery.SourceFileLoader("build_of_the_wheel", str(ROOT / "dist/wheel"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def runtime_for(folder, number):
    """A runtime of one program, this Python's, that claims to be for this ELF machine."""
    program = folder / "bin/java"
    program.parent.mkdir()
    shutil.copyfile(pathlib.Path(sys.executable).resolve(), program)
    with program.open("r+b") as binary:
        binary.seek(18)
        binary.write(struct.pack("<H", number))
    return folder


@pytest.mark.parametrize("number, word", [(62, "x86_64"), (183, "aarch64")])
def test_its_tag_names_the_machine_that_the_runtime_is_for_not_the_one_that_builds(build, tmp_path, number, word):
    tag = build.platform_tag(runtime_for(tmp_path, number))
    assert re.match(rf"manylinux_2_\d+_{word}(\.manylinux2014_{word})?$", tag), tag


def test_a_machine_without_a_platform_tag_of_ours_is_refused(build, tmp_path):
    with pytest.raises(SystemExit, match="ELF machine 243; wheels are made for x86_64, aarch64"):
        build.platform_tag(runtime_for(tmp_path, 243))


def test_its_version_is_the_poms():
    version = re.search(r"^Version: (.*)$", text(".dist-info/METADATA"), re.M)[1]
    assert version.split(".dev")[0] == POM_VERSION.removesuffix("-SNAPSHOT")
    assert f"jupyterflow-{version}-" in WHEEL.name


def test_its_sbom_names_all_that_is_in_it():
    sbom = json.loads(text(".dist-info/sboms/jupyterflow.cdx.json"))
    assert sbom["bomFormat"] == "CycloneDX"
    components = {each["name"]: each for each in sbom["components"]}
    jars = {re.sub(r"-\d.*", "", jar.name) for jar in (ROOT / "cli/target/app").glob("*.jar")}
    assert jars - {"jupyterflow-cli"} <= set(components)
    assert {"openjdk", "picocli"} <= set(components)
    assert all(each.get("version") for each in components.values())
    assert all(each.get("licenses") for each in components.values() if not each["name"].startswith("jupyterflow"))


def test_no_check_of_a_certificate_reads_authorities_that_are_not_asked_for():
    with zipfile.ZipFile(WHEEL) as wheel:
        security = {name.split("/lib/security/")[1]: name for name in wheel.namelist() if "/lib/security/" in name}
        assert "cacerts" not in security
        assert wheel.getinfo(security["authorities"]).file_size > 100_000
    assert 'trustStore="$jdk/lib/security/authorities"' in text("/launch")
    assert "jdkCA &" not in "".join(
        line for line in text("/conf/security/java.security").splitlines() if not line.startswith("#")
    )


def test_licences_of_the_jvm_and_of_libraries_are_in_it():
    with zipfile.ZipFile(WHEEL) as wheel:
        legal = {name.split("/legal/")[1] for name in wheel.namelist() if "/legal/" in name}
    assert "java.base/LICENSE" in legal
    assert any(name.startswith("io.jupyterflow/jackson-core") for name in legal)
