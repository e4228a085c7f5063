package io.jupyterflow.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Modules that Python did not find: what to install, and when not to install anything.
class MissingModuleTest {

  @TempDir Path folder;

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  private Explanation importing(String code) throws Exception {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(folder.resolve("jobs/x.py"), code + "\n");
    return DiagnosedEnd.ofProgram(folder, "python3", "jobs/x.py");
  }

  @ParameterizedTest
  @CsvSource({
    "cv2, opencv-python",
    "yaml, PyYAML",
    "PIL, pillow",
    "sklearn, scikit-learn",
    "bs4, beautifulsoup4",
    "dotenv, python-dotenv",
    "skimage, scikit-image",
    "umap, umap-learn",
    "jwt, PyJWT",
    "distutils, setuptools",
    "torch, torch",
    "pandas, pandas",
  })
  void aPackageIsInstalledByItsOwnName(String module, String distribution) {
    MissingModule missing = MissingModule.in("No module named '" + module + "'").orElseThrow();
    assertThat(missing.fix("/venv/bin/python", "x.py", WorkFolder.of(folder.toString())))
        .isEqualTo(
            "Install it in the environment of the job: /venv/bin/python -m pip install "
                + distribution);
  }

  @Test
  void partsOfWhatIsInstalledAreNotInstalled() throws Exception {
    assertThat(importing("import collections.nosuch").fix().toString())
        .startsWith("collections belongs to Python and has no nosuch")
        .doesNotContain("install");
    assertThat(importing("import json.decoder.x").fix().toString()).contains("is a single file");
    assertThat(DiagnosedEnd.ofShell(folder, "python3 -m json.nosuch").fix().toString())
        .startsWith("json belongs to Python and has no nosuch");
    MissingModule part =
        MissingModule.in("No module named 'sklearn.cross_validation'").orElseThrow();
    assertThat(part.fix("python3", "x.py", WorkFolder.of(null)))
        .isEqualTo(
            "sklearn is installed and has no cross_validation: the code was written for another"
                + " version of it. Yours: python3 -m pip show scikit-learn");
    assertThat(
            PythonErrors.fix(
                "ImportError: cannot import name 'gone' from 'sklearn.utils'"
                    + " (/v/lib/python3.11/site-packages/sklearn/utils/__init__.py)",
                "python3",
                "x.py",
                WorkFolder.of(null)))
        .hasToString(
            "sklearn.utils is installed and has no gone: the code was written for another version"
                + " of it. Yours: python3 -m pip show scikit-learn");
  }

  @ParameterizedTest
  @CsvSource({
    "utils.py, import utils, ., utils.py",
    "src/x.py, import src.x, ., src/",
    "lib/helper.py, import helper, lib, lib/helper.py",
    "lib/deep/__init__.py, import deep, lib, lib/deep/",
  })
  void codeOfOnesOwnIsFoundAndNeverInstalled(String file, String code, String where, String shown)
      throws Exception {
    file(file);
    Explanation why = importing(code);
    assertThat(why.fix().toString())
        .isEqualTo(
            "Python looks for modules in the folder of the script, and "
                + shown
                + " is not. Say where it is: PYTHONPATH="
                + where
                + " python3 jobs/x.py");
  }

  @Test
  void theRemedyWorks() throws Exception {
    file("utils.py");
    assertThat(importing("import utils").fix().toString())
        .endsWith("PYTHONPATH=. python3 jobs/x.py");
    Process fixed =
        new ProcessBuilder("sh", "-c", "PYTHONPATH=. python3 jobs/x.py")
            .directory(folder.toFile())
            .start();
    assertThat(fixed.waitFor()).isZero();
  }

  @Test
  void codeOfOnesOwnOneFolderUpIsFound() throws Exception {
    file("utils.py");
    Files.createDirectories(folder.resolve("deep"));
    MissingModule missing = MissingModule.in("No module named 'utils'").orElseThrow();
    assertThat(missing.fix("python3", "x.py", WorkFolder.of(folder.resolve("deep").toString())))
        .contains("../utils.py")
        .endsWith("PYTHONPATH=.. x.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utils", "src", "config", "models", "helpers", "train"})
  void namesOfTheUsersOwnModulesAreNeverInstalled(String module) throws Exception {
    Explanation why = importing("import " + module);
    assertThat(why.fix().toString())
        .startsWith(module + " is most likely code of your own")
        .contains("PYTHONPATH=FOLDER")
        .doesNotContain("install");
  }

  @ParameterizedTest
  @CsvSource({"urllib2, urllib.request", "ConfigParser, configparser", "cPickle, pickle"})
  void modulesWithAnotherNameInPython3AreNamed(String module, String now) throws Exception {
    assertThat(importing("import " + module).fix().toString())
        .isEqualTo("The code is for Python 2. Python 3 calls it " + now + ".");
  }

  @Test
  void modulesOfPythonItselfAreNotInstalled() {
    for (String module : new String[] {"tkinter", "_sqlite3", "imp", "telnetlib"}) {
      MissingModule missing = MissingModule.in("No module named '" + module + "'").orElseThrow();
      assertThat(missing.fix("python3", "x.py", WorkFolder.of(null)))
          .startsWith(module + " belongs to Python, and this Python has none")
          .doesNotContain("install");
    }
  }

  @Test
  void aFileThatHidesAPackageIsNamed() throws Exception {
    file("yaml.py");
    Files.writeString(folder.resolve("x.py"), "import yaml.nodes\n");
    assertThat(DiagnosedEnd.ofProgram(folder, "python3", "x.py").fix().toString())
        .isEqualTo(
            "yaml.py in " + folder + " hides the package yaml: give your file another name.");
    Files.writeString(folder.resolve("colorsys.py"), "from colorsys import rgb_to_hsv\n");
    assertThat(DiagnosedEnd.ofProgram(folder, "python3", "colorsys.py").fix().toString())
        .contains("Python takes colorsys.py for the module colorsys");
  }

  @Test
  void yourOwnPackageWithoutThatPartIsSpeltOtherwise() throws Exception {
    file("jobs/pk/__init__.py");
    file("pk/__init__.py");
    assertThat(importing("import pk.nosuch").fix().toString())
        .isEqualTo("Your pk has no nosuch: check the spelling of the import.");
  }
}
