package io.jupyterflow.cli.wiring;

import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.engine.EngineDescriptor;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.settings.EngineChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engines this build has. Used by one thread.
public final class ProcessEngines implements Engines {

  private final ProcessContext surroundings;
  private final List<EngineProvider> providers;

  public ProcessEngines(ProcessContext surroundings) {
    this(surroundings, (Path) null);
  }

  /// @param account the folder of the pod's service account, or null where it is where every pod's
  ///   is
  public ProcessEngines(ProcessContext surroundings, @Nullable Path account) {
    this(surroundings, builtIn(surroundings, account));
  }

  /// @param providers in the order of help and lists. The first is this machine's engine, which
  ///   takes the runs that nobody named an engine for and no other engine takes: those are asked
  ///   from the last one on
  public ProcessEngines(ProcessContext surroundings, List<EngineProvider> providers) {
    this.surroundings = surroundings;
    this.providers = List.copyOf(providers);
  }

  /// The one list of engines: help, completion, settings and messages ask it.
  public static List<EngineProvider> builtIn(ProcessContext surroundings, @Nullable Path account) {
    return List.of(new LocalProvider(surroundings), new ArgoProvider(surroundings, account));
  }

  @Override
  public List<EngineDescriptor> descriptors() {
    List<EngineDescriptor> all = new ArrayList<>(providers.size());
    for (EngineProvider provider : providers) {
      all.add(provider.descriptor());
    }
    return all;
  }

  @Override
  public List<Engine> all(Supplier<String> set) {
    List<Engine> all = new ArrayList<>(providers.size());
    for (EngineProvider provider : providers) {
      try {
        Optional<Engine> engine = provider.withRuns(set);
        if (engine.isPresent()) {
          all.add(engine.get());
        }
      } catch (JupyterFlowException e) {
        TextStream err = new TextStream(surroundings.err(), Style.PLAIN);
        err.text(
            "Runs of "
                + provider.descriptor().place()
                + " are left out: "
                + RemedyText.line(e)
                + "\n");
        err.flush();
      }
    }
    return all;
  }

  @Override
  public Choice choose(String name, String instead) {
    return name.equals(EngineChoice.AUTO)
        ? offered()
        : new Choice(provider(name).engine(instead), "");
  }

  @Override
  public Choice writer(String name, String instead) {
    return name.equals(EngineChoice.AUTO)
        ? offered()
        : new Choice(provider(name).writer(instead), "");
  }

  private Choice offered() {
    EngineProvider first = providers.getFirst();
    String reason = "";
    for (int i = providers.size() - 1; i > 0; i--) {
      EngineProvider provider = providers.get(i);
      if (provider.isHome()) {
        EngineProvider.Offer offer = provider.offer(first.descriptor().name());
        if (offer.isTaken()) {
          return new Choice(provider.engine(""), offer.reason());
        }
        reason = reason.isEmpty() ? offer.reason() : reason;
      }
    }
    return new Choice(first.engine(""), reason);
  }

  @Override
  public EngineProvider provider(String name) {
    if (name.equals(EngineChoice.AUTO)) {
      return home();
    }
    for (EngineProvider provider : providers) {
      if (provider.descriptor().name().equals(name)) {
        return provider;
      }
    }
    throw new JupyterFlowException.Usage(
        "There is no engine '" + name + "': use --engine " + EngineNames.withAuto(this) + ".");
  }

  private EngineProvider home() {
    for (int i = providers.size() - 1; i > 0; i--) {
      if (providers.get(i).isHome()) {
        return providers.get(i);
      }
    }
    return providers.getFirst();
  }
}
