package io.jupyterflow.core.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.plan.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each test waits for kernels of its own most of the time, so several run at once.
@Execution(ExecutionMode.CONCURRENT)
class NotebookRunnerTest {

  private static final String PYTHON3 = kernel("python3", "python");

  @TempDir Path folder;

  private final Map<String, String> env = new HashMap<>();

  /// The environments a notebook meets, with real packages.
  enum Tools {
    PAPERMILL("papermill ipykernel"),
    NBCLIENT("nbclient ipykernel"),
    NBCONVERT("nbconvert ipykernel");

    private final String requirements;

    Tools(String requirements) {
      this.requirements = requirements;
    }

    Venv venv() throws IOException {
      return Venv.with(requirements.split(" ", -1));
    }
  }

  record Ended(int code, String output, String errors) {
    String lastError() {
      return errors.strip().lines().reduce((a, b) -> b).orElse("");
    }
  }

  @BeforeEach
  void writeTheScript() throws IOException {
    Files.writeString(folder.resolve(NotebookRunner.FILE_NAME), NotebookRunner.script());
    Files.createDirectory(folder.resolve("work"));
  }

  @ParameterizedTest
  @EnumSource
  void parametersComeTypedAndOutputAndCopyAreKept(Tools tools) throws Exception {
    notebook(
        PYTHON3,
        markdown("# Report"),
        tagged("epoch = 1\nrate = 0.5\nname = 'a'", "parameters"),
        code("import os\nprint(repr((epoch, rate, name, layers, final, nothing, code)))"),
        code("print(os.getcwd())"));
    Ended ended =
        run(
            tools.venv().python(),
            "epoch=10",
            "rate=1e-3",
            "name=it's \"b\" {c}",
            "--layers=[1, 2]",
            "--final",
            "True",
            "-p",
            "nothing",
            "None",
            "code=007");
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output())
        .contains("(10, 0.001, 'it\\'s \"b\" {c}', [1, 2], True, None, '007')")
        .contains(folder.resolve("work").toRealPath().toString());
    assertThat(copy()).contains("injected-parameters").contains("epoch = 10");
    assertThat(left()).containsExactlyInAnyOrder("work", "copy.ipynb", NotebookRunner.FILE_NAME);
  }

  @ParameterizedTest
  @EnumSource
  void aFailedCellIsNamedByItsNumberAndError(Tools tools) throws Exception {
    notebook(
        PYTHON3,
        markdown("# Report"),
        code("x = 1"),
        code(""),
        code("print('before')\\nraise ValueError('bad\\\\nthing')"),
        code("print('after')"));
    Ended ended = run(tools.venv().python(), "x=2");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("before").doesNotContain("after");
    assertThat(ended.errors()).contains("ValueError").doesNotContain("\u001b[");
    assertThat(ended.lastError()).isEqualTo("notebook: cell 2 failed: ValueError: bad");
    assertThat(copy()).contains("before").contains("\"ename\": \"ValueError\"");
  }

  @ParameterizedTest
  @EnumSource
  void aKilledKernelIsDistinguishedFromAFailedCell(Tools tools) throws Exception {
    notebook(
        PYTHON3, code("x = 1"), code("import os, signal\\nos.kill(os.getpid(), signal.SIGKILL)"));
    Ended ended = run(tools.venv().python());
    assertThat(ended.lastError())
        .isEqualTo("notebook: cell 2 failed: the kernel was killed: mostly for lack of memory");
    assertThat(ended.code()).isEqualTo(NotebookRunner.KILLED);
    assertThat(left()).containsExactlyInAnyOrder("work", "copy.ipynb", NotebookRunner.FILE_NAME);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelThatEndsByItselfSaysHow(Tools tools) throws Exception {
    String python = tools.venv().python();
    notebook(PYTHON3, code("import os\\nos._exit(3)"));
    Ended ended = run(python);
    assertThat(ended.lastError())
        .isEqualTo("notebook: cell 1 failed: the kernel died: it ended by itself with exit code 3");
    assertThat(ended.code()).isEqualTo(1);

    notebook(PYTHON3, code("import os, signal\\nos.kill(os.getpid(), signal.SIGSEGV)"));
    ended = run(python);
    assertThat(ended.lastError())
        .isEqualTo("notebook: cell 1 failed: the kernel died: by signal SIGSEGV");
    assertThat(ended.code()).isEqualTo(139);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelThatDoesNotStartIsNoTraceback(Tools tools) throws Exception {
    Path kernels = Files.createDirectories(folder.resolve("work/kernels/broken"));
    Files.writeString(
        kernels.resolve("kernel.json"),
        "{\"argv\": [\"sh\", \"-c\", \"exit 5\", \"{connection_file}\"],"
            + " \"display_name\": \"b\", \"language\": \"python\"}");
    env.put("JUPYTER_PATH", folder.resolve("work").toString());
    notebook(kernel("broken", "python"), code("1"));
    Ended ended = run(tools.venv().python());
    assertThat(ended.lastError())
        .isEqualTo(
            "notebook: the kernel died before the first cell: it ended by itself with exit code 5");
    assertThat(ended.errors()).doesNotContain("Traceback");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void aKernelThatIsNotThereIsReplacedByThisPythonOrNamed() throws Exception {
    notebook(kernel("old-env", "python"), code("import sys\\nprint(sys.prefix)"));
    Venv venv = Tools.NBCLIENT.venv();
    Ended ended = run(venv.python());
    assertThat(ended.output()).contains(venv.folder().toString());
    assertThat(ended.errors()).contains("no kernel 'old-env' here");

    notebook(kernel("ir", "R"), code("1"));
    Ended missing = run(venv.python());
    assertThat(missing.code()).isEqualTo(NotebookRunner.CANNOT_RUN);
    assertThat(missing.lastError()).contains("'ir'").contains("python3");
  }

  @Test
  void withoutAnyToolTheInstallationIsNamed() throws Exception {
    notebook(PYTHON3, code("1"));
    Venv bare = Venv.with();
    Ended ended = run(bare.python());
    assertThat(ended.code()).isEqualTo(NotebookRunner.CANNOT_RUN);
    assertThat(ended.lastError())
        .isEqualTo(
            "notebook: nothing here runs notebooks: "
                + bare.python()
                + " -m pip install nbclient ipykernel");
  }

  @Test
  void theJupyterOnThePathServesAnEnvironmentThatHasOnlyAKernel() throws Exception {
    notebook(PYTHON3, code("import sys\\nprint(sys.prefix)"));
    env.put("PATH", Tools.NBCONVERT.venv().bin() + ":" + System.getenv("PATH"));
    Venv kernelOnly = Venv.with("ipykernel");
    Ended ended = run(kernelOnly.python());
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output()).contains(kernelOnly.folder().toString());
  }

  @Test
  void wordsThatAreNoParametersAndFilesThatAreNoNotebooksAreRefused() throws Exception {
    String python = Tools.NBCLIENT.venv().python();
    assertThat(run(python).lastError()).contains("there is no report.ipynb in");
    notebook(PYTHON3, code("1"));
    Ended ended = run(python, "fast");
    assertThat(ended.code()).isEqualTo(NotebookRunner.USAGE);
    assertThat(ended.lastError()).contains("'fast'").contains("key=value");
    for (String word : List.of("class=3", "--lambda=1", "model.lr=3", "=3")) {
      ended = run(python, word);
      assertThat(ended.code()).isEqualTo(NotebookRunner.USAGE);
      assertThat(ended.lastError()).contains("can't be the name of a variable");
    }
    notebook(kernel("ir", "R"), code("1"));
    assertThat(run(python, "model.lr=3").lastError()).contains("the kernel 'ir'");
    Files.writeString(folder.resolve("work/report.ipynb"), "{\"a\": 1}");
    assertThat(run(python).lastError()).contains("is not a notebook");
    Files.writeString(folder.resolve("work/report.ipynb"), "");
    assertThat(run(python).lastError()).endsWith("can be read: it is empty");
  }

  @ParameterizedTest
  @EnumSource
  void aCellThatMayFailDoesNotFailTheJob(Tools tools) throws Exception {
    String python = tools.venv().python();
    notebook(PYTHON3, code("x = 1"), tagged("1 / 0", "raises-exception"), code("print('after')"));
    Ended ended = run(python, "x=2");
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output()).contains("after");
    assertThat(copy())
        .contains("\"ename\": \"ZeroDivisionError\"")
        .doesNotContain("papermill-error");

    notebook(
        PYTHON3,
        tagged("1 / 0", "raises-exception"),
        code("print('before')"),
        code("raise ValueError('real')"),
        tagged("print('never')", "raises-exception"));
    ended = run(python);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.lastError()).isEqualTo("notebook: cell 3 failed: ValueError: real");
    assertThat(ended.output()).contains("before").doesNotContain("never");
  }

  @ParameterizedTest
  @EnumSource
  void aCellThatEndsWithZeroEndsTheNotebookWell(Tools tools) throws Exception {
    for (String end : List.of("sys.exit()", "sys.exit(0)", "sys.exit(None)")) {
      notebook(
          PYTHON3,
          tagged("1 / 0", "raises-exception"),
          code("import sys\n" + end),
          code("print('after')"));
      Ended ended = run(tools.venv().python());
      assertThat(ended.code()).as(end + ended.errors()).isZero();
      assertThat(ended.output()).doesNotContain("after");
    }
    notebook(PYTHON3, code("import sys\nsys.exit(3)"));
    assertThat(run(tools.venv().python()).lastError())
        .isEqualTo("notebook: cell 1 failed: SystemExit: 3");
  }

  /// A kernel mostly has something to do for a moment after its last answer.
  @ParameterizedTest
  @EnumSource
  void theEndOfASuccessfulNotebookIsNoInterrupt(Tools tools) throws Exception {
    notebook(
        PYTHON3,
        code(
            """
            import inspect, threading
            handlers = get_ipython().kernel.shell_handlers
            def busy_after(handler):
                async def handle(*message):
                    answer = handler(*message)
                    if inspect.isawaitable(answer):
                        await answer
                    threading.Event().wait(0.5)
                return handle
            for name in ('execute_request', 'kernel_info_request'):
                handlers[name] = busy_after(handlers[name])
            """),
        code("print('done')"));
    Ended ended = run(tools.venv().python());
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output()).contains("done");
    assertThat(ended.errors()).doesNotContain("KeyboardInterrupt");
  }

  private Ended run(String python, String... arguments) throws Exception {
    Command.Notebook notebook = new Command.Notebook(python, "report.ipynb", List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(
                NotebookRunner.argv(
                    notebook,
                    folder.resolve(NotebookRunner.FILE_NAME).toString(),
                    folder.resolve("copy.ipynb").toString()))
            .directory(folder.resolve("work").toFile());
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(env);
    Path output = Files.createTempFile("out", "");
    Path errors = Files.createTempFile("err", "");
    try {
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      int code = process.waitFor();
      return new Ended(code, Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private String copy() throws IOException {
    return Files.readString(folder.resolve("copy.ipynb"));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.map(f -> f.getFileName().toString()).toList());
    }
  }

  private void notebook(String metadata, String... cells) throws IOException {
    Files.writeString(
        folder.resolve("work/report.ipynb"),
        "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": "
            + metadata
            + ", \"cells\": ["
            + String.join(", ", cells)
            + "]}");
  }

  private static String kernel(String name, String language) {
    return "{\"kernelspec\": {\"name\": \"%s\", \"display_name\": \"k\", \"language\": \"%s\"}}"
        .formatted(name, language);
  }

  private static String markdown(String source) {
    return "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"" + source + "\"}";
  }

  private static String code(String source) {
    return cell(source, "");
  }

  private static String tagged(String source, String tag) {
    return cell(source.replace("\n", "\\n"), "\"tags\": [\"" + tag + "\"]");
  }

  private static String cell(String source, String metadata) {
    return "{\"cell_type\": \"code\", \"metadata\": {"
        + metadata
        + "}, \"source\": \""
        + source.replace("\n", "\\n")
        + "\", \"outputs\": [], \"execution_count\": null}";
  }
}
