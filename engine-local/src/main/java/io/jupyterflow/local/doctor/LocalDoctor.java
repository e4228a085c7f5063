package io.jupyterflow.local.doctor;

import io.jupyterflow.core.checkup.DoctorReport;
import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.local.engine.LocalDescriptor;
import io.jupyterflow.local.schedule.Capacity;
import io.jupyterflow.local.schedule.CapacityProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks whether the local engine has what it needs: a shell, a home to keep runs in, a Python.
public final class LocalDoctor {

  private static final Path SHELL = Path.of("/bin/sh");

  private final Map<String, String> variables;
  private final Path home;
  private final DiskFacts facts;
  private final CapacityProbe probe;
  private final List<Finding> findings = new ArrayList<>();

  /// @param variables of the process
  /// @param directory where jobs would run
  /// @param home where runs are kept
  public LocalDoctor(Map<String, String> variables, Path directory, Path home) {
    this.variables = variables;
    this.home = home;
    this.facts = new DiskFacts(variables, directory);
    this.probe = new CapacityProbe(Path.of("/"));
  }

  /// Looks at everything.
  ///
  /// @param kubernetes what there is to say of Kubernetes here
  public DoctorReport look(String kubernetes) {
    add("kubernetes", Outcome.GOOD, kubernetes, "");
    shell();
    home();
    python();
    Capacity capacity = probe.probe(variables.get("CUDA_VISIBLE_DEVICES"));
    String gpus = capacity.gpus().isEmpty() ? "no GPU" : capacity.gpus().size() + " GPUs";
    add(
        "machine",
        Outcome.GOOD,
        capacity.cores() + " cores, " + (capacity.memory() >> 20) + "Mi of memory, " + gpus,
        "");
    boolean isReady = DoctorReport.isReady(findings, true);
    List<String> all = List.of("run");
    return new DoctorReport(
        LocalDescriptor.LOCAL.name(),
        findings,
        isReady ? all : List.of(),
        isReady ? List.of() : all,
        true,
        "");
  }

  private void shell() {
    if (Files.isExecutable(SHELL)) {
      add("shell", Outcome.GOOD, "jobs are started through " + SHELL, "");
    } else {
      add("shell", Outcome.BAD, "there is no " + SHELL, "install a POSIX shell there");
    }
  }

  private void home() {
    try {
      PrivateFolders.in(home).checkAll();
      Files.delete(Files.createTempFile(home, ".jupyterflow-doctor", null));
      add("home", Outcome.GOOD, "runs are kept in " + PrivateFolders.in(home).runs(), "");
    } catch (JupyterFlowException.Refused notTheUsers) {
      String message = String.valueOf(notTheUsers.getMessage());
      findings.add(new Finding("home", Outcome.BAD, message, notTheUsers.remedy()));
    } catch (IOException e) {
      add(
          "home",
          Outcome.BAD,
          "nothing can be written in " + home + ": " + e.getMessage(),
          "set HOME to a folder of yours, or make room there");
    }
  }

  private void python() {
    String python = facts.python();
    if (facts.isProgram(python)) {
      add("python", Outcome.GOOD, "scripts and notebooks run with " + python, "");
    } else {
      add(
          "python",
          Outcome.LACKING,
          "there is no python3 on PATH, so .py and .ipynb files don't run",
          "install Python, or activate an environment that has one");
    }
  }

  private void add(String name, Outcome outcome, String message, String remedy) {
    findings.add(new Finding(name, outcome, message, remedy));
  }
}
