package io.jupyterflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.acceptance.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that the documents show is run, in a copy of the examples with an empty home.
class DocsTranscriptTest {
  @TempDir Path temp;

  static List<Path> documents() throws IOException {
    return Docs.withCommands();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void printsWhatItShows(Path document) throws IOException {
    try (Workspace workspace = Workspace.create(temp)) {
      List<String> differences =
          new Transcript(document).run(workspace.folder(), workspace.environment());
      assertThat(differences).as("%s", document).isEmpty();
    }
  }
}
