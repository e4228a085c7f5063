package io.jupyterflow.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.plan.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How Python programs end: what stands last counts.
class PythonEndsTest {

  private static final String LOGGED =
      """
      import logging, os, sys
      try:
          open("nosuch")
      except OSError:
          logging.exception("could not load")
      print("going on", flush=True)
      """;

  @TempDir Path folder;

  private Explanation python(String code) throws Exception {
    Files.writeString(folder.resolve("x.py"), code);
    return DiagnosedEnd.ofProgram(folder, "python3", "x.py");
  }

  @ParameterizedTest
  @CsvSource({"9, SIGKILL", "11, SIGSEGV", "6, SIGABRT", "15, SIGTERM", "7, SIGBUS"})
  void aSignalIsTheEndWhateverWasPrintedBefore(int signal, String name) throws Exception {
    Explanation why = python(LOGGED + "os.kill(os.getpid(), " + signal + ")\n");
    assertThat(why.cause().lines().findFirst().orElseThrow()).contains(name);
    assertThat(why.cause().lines().toList().getLast())
        .startsWith("An error was printed before that: ")
        .contains("x.py:3: FileNotFoundError");
    assertThat(why.fix().toString()).doesNotContain("Paths are seen from");
  }

  @Test
  void aMessageBehindAHandledErrorIsTheCause() throws Exception {
    Explanation why = python(LOGGED + "sys.exit('no checkpoint')\n");
    assertThat(why.cause().lines().findFirst())
        .hasValue("a failed with exit code 1; its last line: no checkpoint");
    assertThat(why.cause()).contains("An error was printed before that: ").contains("x.py:3: File");
    assertThat(why.evidence()).last().isEqualTo("no checkpoint");
    assertThat(why.fix().toString()).contains("<read-logs a-7f3k2 a>");
  }

  /// What trackers, launchers, Hydra, CUDA and Python print as they end.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wandb: Find logs at: ./wandb/run-1/logs",
        "\nSet the environment variable HYDRA_FULL_ERROR=1 for a complete stack trace.",
        "Compile with `TORCH_USE_CUDA_DSA` to enable device-side assertions.",
        "make: *** [Makefile:3: all] Error 1",
        "/usr/lib/python3.11/multiprocessing/resource_tracker.py:254: UserWarning:"
            + " resource_tracker: There appear to be 1 leaked",
        "  field\n    Field required [type=missing]",
      })
  void wordsBehindTheLastErrorChangeNothing(String behind) {
    List<String> lines =
        new ArrayList<>(List.of("  File \"x.py\", line 3, in <module>", "ValueError: bad"));
    behind.lines().forEach(lines::add);
    Explanation why = DiagnosedEnd.of(folder, new Command.Shell("make"), 1, lines);
    assertThat(why.cause()).isEqualTo("a failed at x.py:3: ValueError: bad");
  }

  @Test
  void aChainOfErrorsIsExplainedWithItsFirstError() throws Exception {
    String code =
        """
        def f():
            raise KeyError("x")
        try:
            f()
        except KeyError as e:
            raise ValueError("bad")%s
        """;
    assertThat(python(code.formatted(" from e")).cause().lines())
        .hasSize(2)
        .anyMatch(l -> l.startsWith("a failed at ") && l.endsWith("x.py:6: ValueError: bad"))
        .anyMatch(l -> l.startsWith("caused by ") && l.endsWith("x.py:2: KeyError: 'x'"));
    assertThat(python(code.formatted("")).cause().lines())
        .anyMatch(l -> l.startsWith("while handling ") && l.endsWith("x.py:2: KeyError: 'x'"));
  }

  @Test
  void theRemedyIsThatOfTheFirstOfAChainWhereTheLastHasNone() throws Exception {
    Explanation why =
        python(
            """
            try:
                import nothing_such_package
            except ImportError as e:
                raise RuntimeError("install the extras") from e
            """);
    assertThat(why.fix().toString()).endsWith("pip install nothing_such_package");
  }

  @Test
  void eachErrorOfAGroupIsExplained() throws Exception {
    Explanation why =
        python(
            """
            def f(x):
                raise ValueError(x)
            errors = [KeyError("c")]
            for i in "ab":
                try: f(i)
                except ValueError as e: errors.append(e)
            raise ExceptionGroup("many", errors)
            """);
    assertThat(why.cause().lines().map(l -> l.replaceAll("(^| )/\\S*/", " ").strip()))
        .containsExactly(
            "a failed at x.py:7: ExceptionGroup: many (3 sub-exceptions)",
            "x.py:7: KeyError: 'c'",
            "x.py:2: ValueError: a",
            "x.py:2: ValueError: b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import multiprocessing as m; m.Pool(1).map(f, [1])",
        "import concurrent.futures as c; list(c.ProcessPoolExecutor(1).map(f, [1]))",
        "from multiprocessing import Process; p = Process(target=f, args=(1,)); p.start();"
            + " p.join(); raise SystemExit(p.exitcode)",
        "import subprocess; subprocess.run(['python3', '-c', 'import x; x.f(1)'], check=True)",
      })
  void anErrorInAWorkerIsExplainedWithItsPlace(String start) throws Exception {
    Explanation why =
        python(
            """
            def f(x):
                raise ValueError('bad')
            if __name__ == '__main__':
                %s
            """
                .formatted(start));
    assertThat(why.cause().lines()).hasSize(1);
    assertThat(why.cause()).startsWith("a failed at ").endsWith("x.py:2: ValueError: bad");
  }

  @Test
  void anErrorThatPythonIgnoredAsItEndedIsNotTheCause() throws Exception {
    Explanation why =
        python(
            """
            class Pool:
                def __del__(self):
                    raise OSError(9, 'Bad file descriptor')
            pool = Pool()
            raise ValueError('bad')
            """);
    assertThat(why.cause()).startsWith("a failed at ").endsWith("x.py:5: ValueError: bad");
  }

  @Test
  void anErrorOfOneRankIsRead() {
    Explanation why =
        DiagnosedEnd.of(
            folder,
            new Command.Exec(List.of("torchrun", "train.py")),
            1,
            List.of(
                "[rank0]: Traceback (most recent call last):",
                "[rank0]:   File \"train.py\", line 3, in <module>",
                "[rank0]:     raise ValueError(\"bad\")",
                "[rank0]: ValueError: bad",
                "Traceback (most recent call last):",
                "  File \"/v/lib/python3.11/site-packages/torch/distributed/run.py\", line 8, in"
                    + " main",
                "    raise ChildFailedError(",
                "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ",
                "============================================================",
                "train.py FAILED",
                "  exitcode  : 1 (pid: 123)",
                "============================================================"));
    assertThat(why.cause()).isEqualTo("a failed at train.py:3: ValueError: bad");
  }

  @Test
  void aCrashInNativeCodeIsExplainedWithThePythonLine() throws Exception {
    Explanation why =
        python("import faulthandler, ctypes\nfaulthandler.enable()\nctypes.string_at(0)\n");
    assertThat(why.cause()).contains("crashed in native code (SIGSEGV) at ").endsWith("x.py:3");
  }

  @Test
  void anAbortedProgramSaysWhy() {
    Explanation why =
        DiagnosedEnd.of(
            folder,
            new Command.Exec(List.of("python3", "x.py")),
            134,
            List.of(
                "terminate called after throwing an instance of 'c10::Error'",
                "  what():  CUDA error: device-side assert triggered"));
    assertThat(why.cause())
        .isEqualTo("a aborted itself (SIGABRT): what():  CUDA error: device-side assert triggered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RuntimeError: DataLoader worker (pid 7) is killed by signal: Killed. | --memory",
        "RuntimeError: DataLoader worker (pid 7) is killed by signal: Bus error. It is possible"
            + " that dataloader's workers are out of shared memory. | /dev/shm",
        "concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated"
            + " abruptly | --memory",
        "OSError: [Errno 7] Argument list too long: 'x' | in a file",
        "OSError: [Errno 8] Exec format error: './x' | #!/usr/bin/env python3",
      })
  void errorsOfOtherProcessesHaveTheirRemedy(String error, String remedy) {
    Explanation why =
        DiagnosedEnd.of(
            folder,
            new Command.Exec(List.of("python3", "x.py")),
            1,
            List.of("  File \"x.py\", line 3, in <module>", error));
    assertThat(why.fix().toString()).contains(remedy);
  }
}
