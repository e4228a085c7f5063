package io.jupyterflow.kubernetes.capture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of files that the notebook alone has.
///
/// @param since when its container was made: what changed later in no volume is not in the image;
///   null where that is not known
/// @param absent where the notebook has volumes that jobs don't
public record NotebookFiles(@Nullable Instant since, List<String> absent) {

  public NotebookFiles {
    absent = List.copyOf(absent);
  }
}
