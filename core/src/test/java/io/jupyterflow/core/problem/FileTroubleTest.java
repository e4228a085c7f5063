package io.jupyterflow.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {

  @TempDir Path folder;

  @Test
  void aReasonIsSaidWhereJavaSaysOnlyThePath() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(trouble(() -> listed(file))).isEqualTo("not a directory");
    assertThat(trouble(() -> Files.readString(folder.resolve("none")))).isEqualTo("no such file");
    assertThat(trouble(() -> Files.readString(folder))).isEqualTo("Is a directory");
  }

  private static void listed(Path path) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      files.forEach(file -> {});
    }
  }

  private static String trouble(ThrowingCallable reading) {
    return IoReasons.of(catchThrowableOfType(IOException.class, reading));
  }
}
