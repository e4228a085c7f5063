package io.jupyterflow.acceptance.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown file whose commands can be run.
public final class Transcript {
  private static final Pattern RUN_ID =
      Pattern.compile("\\b([\\p{L}\\d][\\p{L}\\d_-]*)-([a-z0-9]{5})\\b");
  private static final Pattern SAMPLE_ID =
      Pattern.compile("([\\p{L}\\d][\\p{L}\\d_-]*)-" + Expectation.SAMPLE_SUFFIX);

  private final Path file;
  private final List<Markdown.Block> blocks;
  private final Map<String, String> latestIds = new HashMap<>();

  public Transcript(Path file) throws IOException {
    this.file = file;
    this.blocks = Markdown.blocks(Files.readAllLines(file));
  }

  /// How many commands it shows.
  public int size() {
    return blocks.stream().filter(Transcript::isConsole).mapToInt(b -> Step.of(b).size()).sum();
  }

  /// Writes the files and runs the commands in `folder`; the differences found, best read by a
  /// person.
  public List<String> run(Path folder, Map<String, String> environment) throws IOException {
    List<String> differences = new ArrayList<>();
    try (Shell shell = new Shell(folder, environment)) {
      for (Markdown.Block block : blocks) {
        if (!block.file().isEmpty()) {
          Path target = folder.resolve(block.file());
          Files.createDirectories(target.getParent());
          Files.write(target, block.text());
        } else if (isConsole(block)) {
          run(Step.of(block), shell, differences);
        }
      }
    }
    return differences;
  }

  private void run(List<Step> steps, Shell shell, List<String> differences) throws IOException {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Shell.Outcome outcome = shell.run(withRealIds(step.command()));
      remember(outcome.output());
      boolean statusFollows = i + 1 < steps.size() && steps.get(i + 1).showsStatus();
      if (outcome.status() != 0 && !statusFollows) {
        differences.add(describe(step, "ended with " + outcome.status(), outcome));
      } else if (!Expectation.matches(step.expected(), outcome.output())) {
        differences.add(describe(step, "printed something else", outcome));
      }
    }
  }

  private String withRealIds(String command) {
    return SAMPLE_ID
        .matcher(command)
        .replaceAll(sample ->
            Matcher.quoteReplacement(latestIds.getOrDefault(sample.group(1), sample.group())));
  }

  private void remember(List<String> output) {
    for (String line : output) {
      RUN_ID.matcher(line).results().forEach(id -> latestIds.put(id.group(1), id.group()));
    }
  }

  private String describe(Step step, String what, Shell.Outcome outcome) {
    return "%s:%d: %s%n$ %s%n--- the document says%n%s%n--- printed (exit code %d)%n%s%n"
        .formatted(
            file.getFileName(),
            step.line(),
            what,
            step.command(),
            String.join("\n", step.expected()),
            outcome.status(),
            String.join("\n", outcome.output()));
  }

  private static boolean isConsole(Markdown.Block block) {
    return block.language().equals("console");
  }
}
