package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.engine.EngineDescriptor.Ability;
import io.jupyterflow.core.settings.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The names of the engines there are, for lists and sentences.
public final class EngineNames {

  private EngineNames() {}

  /// All words that choose an engine: `auto`, `local`, `argo`.
  public static List<String> choices(Engines engines) {
    List<String> names = new ArrayList<>();
    names.add(EngineChoice.AUTO);
    names.addAll(names(engines));
    return names;
  }

  /// `auto, local or argo`
  public static String withAuto(Engines engines) {
    return listed(choices(engines));
  }

  /// `local or argo`
  public static String all(Engines engines) {
    return listed(names(engines));
  }

  /// Those that can do something: `argo`; empty where there is none.
  public static String able(Engines engines, Ability ability) {
    List<String> able = new ArrayList<>();
    for (EngineDescriptor engine : engines.descriptors()) {
      if (engine.can(ability)) {
        able.add(engine.name());
      }
    }
    return listed(able);
  }

  /// Whether there is an engine of this name.
  public static boolean isEngine(Engines engines, String name) {
    return names(engines).contains(name);
  }

  /// What the engines send or start, each behind its name: `--emit local (the commands) or …`.
  ///
  /// @param before what is before each name
  public static String emitted(Engines engines, String before) {
    List<String> emitted = new ArrayList<>();
    for (EngineDescriptor engine : engines.descriptors()) {
      emitted.add(before + engine.name() + " (" + engine.emitted() + ")");
    }
    return listed(emitted);
  }

  /// Those that others call by this word.
  public static List<String> called(Engines engines, String word) {
    String low = word.toLowerCase(Locale.ROOT);
    List<String> called = new ArrayList<>();
    for (EngineDescriptor engine : engines.descriptors()) {
      if (engine.aliases().contains(low)) {
        called.add(engine.name());
      }
    }
    return called;
  }

  /// `local`, `argo`
  public static List<String> names(Engines engines) {
    List<String> names = new ArrayList<>();
    for (EngineDescriptor engine : engines.descriptors()) {
      names.add(engine.name());
    }
    return names;
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
