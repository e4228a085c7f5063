package io.jupyterflow.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.plan.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How scripts of R and Julia end, as recorded: neither is on every machine.
class OtherLanguagesTest {

  private static final Command R = new Command.Exec(List.of("Rscript", "fit.R"));
  private static final Command JULIA = new Command.Exec(List.of("julia", "fit.jl"));

  @TempDir Path folder;

  private Explanation after(Command command, String output) {
    return DiagnosedEnd.of(folder, command, 1, output.lines().toList());
  }

  @Test
  void aPackageThatRDoesNotHaveIsInstalled() {
    Explanation why =
        after(
            R,
            """
            loading
            Error in library(rootSolve) : there is no package called ‘rootSolve’
            Execution halted
            """);
    assertThat(why.cause())
        .isEqualTo(
            "a failed: Error in library(rootSolve) : there is no package called ‘rootSolve’");
    assertThat(why.fix().toString())
        .isEqualTo("Install it: Rscript -e 'install.packages(\"rootSolve\")'");
  }

  @Test
  void anErrorOfRIsReadOverItsLines() {
    Explanation why =
        after(
            R,
            """
            Error in file(file, "rt") : cannot open the connection
            Calls: read.csv -> read.table -> file
            In addition: Warning message:
            In file(file, "rt") :
              cannot open file 'nosuch.csv': No such file or directory
            Execution halted
            """);
    assertThat(why.cause())
        .isEqualTo("a failed: Error in file(file, \"rt\") : cannot open the connection");
    assertThat(why.fix().toString()).startsWith("Paths are seen from " + folder);
    assertThat(why.evidence()).anyMatch(line -> line.contains("nosuch.csv"));

    Explanation wide =
        after(
            R,
            """
            Error in (function (command = NULL, args = character(), error_on_status = TRUE,  :
              System command error
            Calls: CrossCovEst ... with_envvar -> force -> do.call -> <Anonymous> -> throw
            Execution halted
            """);
    assertThat(wide.cause()).endsWith(" : System command error");
    assertThat(after(R, "Error: object 'x' not found\nExecution halted\n").cause())
        .isEqualTo("a failed: Error: object 'x' not found");
  }

  @Test
  void anErrorOfJuliaIsReadWithItsPlace() {
    Explanation why =
        after(
            JULIA,
            """
            ERROR: LoadError: UndefVarError: `x` not defined
            Stacktrace:
             [1] top-level scope
               @ ~/fit.jl:3
            in expression starting at /home/u/fit.jl:3
            """);
    assertThat(why.cause())
        .isEqualTo("a failed at /home/u/fit.jl:3: UndefVarError: `x` not defined");
  }

  @Test
  void aPackageThatJuliaDoesNotHaveIsInstalled() {
    Explanation why =
        after(
            JULIA,
            """
            ERROR: LoadError: ArgumentError: Package AbstractFFTs not found in current path:
            - Run `import Pkg; Pkg.add("AbstractFFTs")` to install the AbstractFFTs package.

            Stacktrace:
             [1] require(::Module, ::Symbol) at ./loading.jl:876
             [2] include at ./boot.jl:328 [inlined]
            in expression starting at /home/u/fit.jl:4
            """);
    assertThat(why.cause()).contains("at /home/u/fit.jl:4: ArgumentError: Package AbstractFFTs");
    assertThat(why.fix().toString())
        .isEqualTo("Install it: julia -e 'import Pkg; Pkg.add(\"AbstractFFTs\")'");
  }

  @Test
  void aMissingScriptIsNamed() {
    assertThat(
            DiagnosedEnd.of(
                    folder,
                    R,
                    2,
                    List.of("Fatal error: cannot open file 'nosuch.R': No such file or directory"))
                .cause())
        .isEqualTo("a failed: there is no script nosuch.R");
  }

  @Test
  void aLineThatOnlyBeginsLikeAnErrorOfJuliaIsNone() {
    assertThat(after(new Command.Exec(List.of("p")), "ERROR: bad\nmore\n").cause())
        .isEqualTo("a failed with exit code 1");
  }
}
