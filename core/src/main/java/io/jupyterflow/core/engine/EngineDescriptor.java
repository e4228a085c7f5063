package io.jupyterflow.core.engine;

import java.util.List;
import java.util.Set;

/// What an engine says of itself before it is made. Help, completion, settings and messages ask
/// this, so that no engine's name decides anything outside of the engine.
///
/// @param name what users type: `local`
/// @param place where its jobs run, in a sentence: `this machine`
/// @param isRemote whether runs go on elsewhere, on machines that are not the caller's: then
///   leaving one with Ctrl-C does not stop it
/// @param abilities what it can do beyond what every engine can
/// @param emitted what [Engine#render] gives, in a word or two: `the commands`
/// @param format how that is printed where nobody asks for another format
/// @param aliases what others call it, for who types that
public record EngineDescriptor(
    String name,
    String place,
    boolean isRemote,
    Set<Ability> abilities,
    String emitted,
    Format format,
    List<String> aliases) {

  /// What not every engine can do.
  public enum Ability {
    /// Its jobs run in an image and a namespace that flags name.
    IMAGES,

    /// It keeps the environment of a run with the run.
    ENVIRONMENTS,

    /// It runs flows on a schedule.
    SCHEDULES
  }

  /// How a document is printed.
  public enum Format {
    JSON,
    YAML
  }

  public EngineDescriptor {
    abilities = Set.copyOf(abilities);
    aliases = List.copyOf(aliases);
  }

  /// Whether it has an ability.
  public boolean can(Ability ability) {
    return abilities.contains(ability);
  }
}
