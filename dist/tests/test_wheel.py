"""What the wheel is, before it is installed."""
import json
import re
import zipfile

from conftest import POM_VERSION, ROOT, WHEEL

README_LIMIT_MB = 60


def text(suffix):
    with zipfile.ZipFile(WHEEL) as wheel:
        name, = (name for name in wheel.namelist() if name.endswith(suffix))
        return wheel.read(name).decode()


def test_it_is_smaller_than_promised_and_than_installers_mind():
    assert WHEEL.stat().st_size < README_LIMIT_MB * 1e6


def test_its_tag_names_an_old_c_library():
    glibc = int(re.search(r"-manylinux_2_(\d+)_", WHEEL.name)[1])
    assert glibc <= 28, "the oldest notebook images have glibc 2.28"


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
    assert "trustStore=\"$jdk/lib/security/authorities\"" in text("/launch")
    assert "jdkCA &" not in "".join(line for line in text("/conf/security/java.security").splitlines() if not line.startswith("#"))


def test_licences_of_the_jvm_and_of_libraries_are_in_it():
    with zipfile.ZipFile(WHEEL) as wheel:
        legal = {name.split("/legal/")[1] for name in wheel.namelist() if "/legal/" in name}
    assert "java.base/LICENSE" in legal
    assert any(name.startswith("io.jupyterflow/jackson-core") for name in legal)
