package io.jupyterflow.cli.command.doctor;

import io.jupyterflow.argo.capture.NotebookProcess;
import io.jupyterflow.argo.doctor.Doctor;
import io.jupyterflow.argo.kube.InPodApi;
import io.jupyterflow.argo.kube.ServiceAccount;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.ClusterFlagCheck;
import io.jupyterflow.cli.command.DocumentPrinter;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Flags;
import io.jupyterflow.cli.command.SettingsLoader;
import io.jupyterflow.cli.output.DoctorLines;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.wiring.KubeconfigCluster;
import io.jupyterflow.cli.wiring.PodSigns;
import io.jupyterflow.cli.wiring.ProcessContext;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.document.DoctorDocument;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.settings.EngineChoice;
import io.jupyterflow.core.settings.Settings;
import io.jupyterflow.local.doctor.LocalDoctor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `doctor`: whether a run would work here, what is missing, and what mends it.
public final class DoctorCommand implements CliCommand {

  private static final OutputFormat[] FORMATS = {
    OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML
  };

  @Override
  public CommandSpec syntax() {
    CommandSpec spec =
        Flags.command("doctor", "Say whether runs would work here.", "doctor [FLAGS]");
    EngineFlags.addTo(spec);
    spec.addOption(Flags.format(FORMATS));
    spec.addPositional(Flags.strays());
    return Flags.common(
        spec,
        "jupyterflow doctor",
        "jupyterflow doctor --engine local",
        "jupyterflow doctor -o json | jq -r .manifest | kubectl apply -f -   # for administrators");
  }

  @Override
  public ExitCode run(ParseResult words, Session session) {
    if (!Flags.operands(words).isEmpty()) {
      throw new JupyterFlowException.Usage(
          "doctor takes flags only.", Remedy.of(ActionKind.RUN_DOCTOR));
    }
    OutputFormat format = Flags.format(words, OutputFormat.TABLE, FORMATS);
    Settings settings =
        SettingsLoader.settings(session, EngineFlags.layer(words, null), format.isDocument());
    DoctorReport checkup = look(words, settings, session.surroundings());
    if (format.isDocument()) {
      DocumentPrinter.print(session, format, DoctorDocument.of(checkup, RemedyText::of));
    } else {
      DoctorLines.of(checkup, session.style()).forEach(session::result);
    }
    if (checkup.isReady()) {
      return ExitCode.OK;
    }
    return checkup.isReachable() ? ExitCode.REFUSED : ExitCode.UNREACHABLE;
  }

  private static DoctorReport look(
      ParseResult words, Settings settings, ProcessContext surroundings) {
    boolean isPod = PodSigns.areHere(surroundings.environment());
    String engine = settings.engine().value();
    if (engine.equals("argo") && !isPod && KubeconfigCluster.hasCluster(surroundings)) {
      return KubeconfigCluster.look(surroundings, settings::appliedTo);
    }
    if (engine.equals("argo") || (engine.equals(EngineChoice.AUTO) && isPod)) {
      return new Doctor(
              NotebookProcess.read(surroundings.environment(), surroundings.directory()),
              ServiceAccount.FOLDER,
              account -> InPodApi.of(account, Doctor.PATIENCE),
              settings::appliedTo,
              surroundings.clock())
          .look();
    }
    ClusterFlagCheck.refuseHere(words, settings.engine());
    return new LocalDoctor(
            surroundings.environment(), surroundings.directory(), surroundings.home())
        .look(
            isPod
                ? "this is a pod of a cluster; jupyterflow doctor --engine argo looks at that"
                : "this is no pod of a cluster: runs are processes of this machine");
  }
}
