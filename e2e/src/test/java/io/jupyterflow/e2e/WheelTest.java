package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// What notebook servers have of ours is the wheel, installed by pip: in their image, and by users
/// in virtual environments of their own.
class WheelTest {

  private static final String USER = "alice";

  @Test
  void theImageHasNothingOfOursButTheInstalledWheel() {
    Hub.spawn(USER);

    Hub.Outcome found =
        shell(
                USER,
                """
                command -v jupyterflow
                pip show --files jupyterflow | sed 's/^ *//' >/tmp/owned
                cd /opt/notebook/lib/python3*/site-packages
                for file in $(find / -xdev -iname '*jupyterflow*' -not -path '/home/*' -not -path '/proc/*' -not -type d); do
                  grep -qxF "$(realpath --relative-to=. "$file")" /tmp/owned || echo "of no package: $file"
                done
                rm /tmp/owned
                command -v java || echo no java
                """)
            .ok();

    assertThat(found.out()).isEqualTo("/opt/notebook/bin/jupyterflow\nno java\n");
  }

  @Test
  void jobsUseThePackagesOfTheUsersOwnEnvironmentWhereTheWheelIsInstalled() throws IOException {
    Hub.spawn(USER);
    String folder = "e2e-" + UUID.randomUUID();
    Path wheel = Path.of(Hub.cluster("wheel").ok().out().strip());
    Hub.write(USER, folder + "/" + wheel.getFileName(), Files.readAllBytes(wheel));
    Hub.write(USER, folder + "/only_here-1.0-py3-none-any.whl", onlyHere());
    Hub.write(
        USER,
        folder + "/uses_it.py",
        "import sys, only_here\nprint(only_here.WORD, sys.prefix, only_here.__file__)\n");
    try {
      assertThat(shell(USER, "python -c 'import only_here'").status()).isEqualTo(1);
      Hub.Outcome run =
          shell(
                  USER,
                  """
                  cd %s && {
                    python3 -m venv env && . env/bin/activate && pip install -q --no-index *.whl
                  } >&2 && command -v jupyterflow && env/bin/jupyterflow run -c 'python uses_it.py'
                  """
                      .formatted(folder))
              .ok();

      String home = "/home/jovyan/" + folder;
      assertThat(run.out()).startsWith(home + "/env/bin/jupyterflow\n");
      String id = run.out().lines().skip(1).findFirst().orElseThrow();
      assertThat(
              Hub.kubectl("get", "pods", "-l", "workflows.argoproj.io/workflow=" + id).ok().out())
          .contains(id);
      assertThat(run.err())
          .containsPattern(
              "from that environment %s/env %s/env/lib/python3[.0-9]*/site-packages/only_here.py"
                  .formatted(home, home));
    } finally {
      shell(USER, "rm -rf " + folder).ok();
    }
  }

  /// A wheel of one module.
  private static byte[] onlyHere() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "only_here.py", "WORD = 'from that environment'\n");
      put(
          zip,
          "only_here-1.0.dist-info/METADATA",
          "Metadata-Version: 2.1\nName: only-here\nVersion: 1.0\n");
      put(
          zip,
          "only_here-1.0.dist-info/WHEEL",
          "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      put(zip, "only_here-1.0.dist-info/RECORD", "only_here.py,,\n");
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
