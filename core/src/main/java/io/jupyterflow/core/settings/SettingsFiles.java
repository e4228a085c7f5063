package io.jupyterflow.core.settings;

import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Severity;
import io.jupyterflow.core.yaml.FileText;
import io.jupyterflow.core.yaml.YamlReader;
import io.jupyterflow.core.yaml.YamlValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings that files hold. Weakest first: built in, the administrator's file, the user's
/// file, flags; and over all of them what the administrator enforces.
///
/// @param layers of the files, weakest first
/// @param enforced wins over everything
/// @param problems with the files: what can't be read is an error, what nothing reads a warning
public record SettingsFiles(
    List<SettingsLayer> layers, SettingsLayer enforced, List<Problem> problems) {

  /// Where an administrator sets what holds for everybody.
  public static final Path ADMINISTRATORS = Path.of("/etc/jupyterflow/config.yaml");

  private static final String VARIABLE = "JUPYTERFLOW_CONFIG_FILE";

  public SettingsFiles {
    layers = List.copyOf(layers);
    problems = List.copyOf(problems);
  }

  /// Where the user's settings are: `$JUPYTERFLOW_CONFIG_FILE`, else `~/.jupyterflow.yaml`.
  public static Path usersFile(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault(VARIABLE, "");
    return named.isBlank() ? home.resolve(".jupyterflow.yaml") : Path.of(named);
  }

  /// Reads both files, where they exist.
  ///
  /// @param administrators normally [#ADMINISTRATORS]
  /// @param environment of the process
  /// @param engines the words that choose an engine
  public static SettingsFiles read(
      Path administrators, Map<String, String> environment, Path home, List<String> engines) {
    List<Problem> problems = new ArrayList<>();
    SettingsReader.Result common = file(administrators, true, engines, problems);
    Path users = usersFile(environment, home);
    boolean isNamed = !environment.getOrDefault(VARIABLE, "").isBlank();
    if (isNamed && !Files.exists(users)) {
      problems.add(
          Problem.warning(
              "no-config-file",
              null,
              VARIABLE + " names " + users + ", which doesn't exist",
              "create it, or unset " + VARIABLE));
    }
    SettingsReader.Result own = file(users, false, engines, problems);
    return new SettingsFiles(List.of(common.layer(), own.layer()), common.enforced(), problems);
  }

  /// The same, for everyone who has told their problems already.
  public SettingsFiles told() {
    return problems.isEmpty() ? this : new SettingsFiles(layers, enforced, List.of());
  }

  /// The settings in force under the flags of a command.
  public Settings settings(SettingsLayer flags) {
    List<SettingsLayer> all = new ArrayList<>(layers);
    all.add(flags);
    all.add(enforced);
    return Settings.of(all, problems);
  }

  private static SettingsReader.Result file(
      Path file, boolean mayEnforce, List<String> engines, List<Problem> problems) {
    try {
      byte[] content = Files.readAllBytes(file);
      Optional<String> text = FileText.decode(file.toString(), content, problems);
      Optional<YamlReader.YamlFile> yaml =
          text.flatMap(t -> YamlReader.read(file.toString(), t, problems));
      if (yaml.isPresent()) {
        YamlValues values = new YamlValues(yaml.get().source(), Severity.WARNING, problems);
        return new SettingsReader(values, mayEnforce, engines).read(yaml.get().root());
      }
    } catch (NoSuchFileException e) {
      return SettingsReader.Result.EMPTY;
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "unreadable-config-file",
              null,
              "the settings in " + file + " can't be read: " + IoReasons.of(e),
              "make it a file that you may read, or remove it"));
    }
    return SettingsReader.Result.EMPTY;
  }
}
