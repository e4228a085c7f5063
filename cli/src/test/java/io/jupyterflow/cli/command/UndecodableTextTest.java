package io.jupyterflow.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.text.ShellQuote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words, folders and variables in bytes that are no UTF-8, in a process that gets them so: 한글 in
/// EUC-KR.
class UndecodableTextTest {

  private static final String EUC = "$(printf '\\307\\321\\261\\333')";

  private Sandbox sandbox;
  @TempDir Path out;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void anArgumentIsRefusedWithItsBytes() throws Exception {
    assertThat(sh("exec \"$@\" run -c \"cat prep_" + EUC + ".txt\"")).isEqualTo(2);
    assertThat(err()).contains("no text in UTF-8", "the bytes c7 d1 b1 db.", "convmv");
    assertThat(sandbox.home.resolve(".jupyterflow")).doesNotExist();
  }

  @Test
  void theSignThatStandsForSuchBytesIsTextWhereItWasTyped() throws Exception {
    assertThat(sh("exec \"$@\" run --dry-run -c 'cat a\ufffdb'")).isZero();
    assertThat(out.resolve("out")).content().contains("a\ufffdb");
  }

  @Test
  void aWorkingDirectoryAndAHomeAreRefused() throws Exception {
    assertThat(sh("mkdir " + EUC + "; cd " + EUC + "; exec \"$@\" run -c true")).isEqualTo(2);
    assertThat(err()).contains("The name of the working directory is no text in UTF-8");
    assertThat(sh("HOME=$HOME/" + EUC + " exec \"$@\" ps")).isEqualTo(2);
    assertThat(err()).contains("The name of your home is no text in UTF-8");
  }

  @Test
  void variablesReachJobsByteForByte() throws Exception {
    Files.writeString(
        sandbox.work.resolve("look.sh"), "printf %s \"$NAME\" | od -An -tx1; cat \"$NAME\"\n");
    String script = "echo here >" + EUC + "; NAME=" + EUC + " exec \"$@\" run -q -c 'sh look.sh'";
    assertThat(sh(script)).as(err()).isZero();
    assertThat(sh("exec \"$@\" logs @last")).isZero();
    assertThat(out.resolve("out")).content().contains("c7 d1 b1 db", "here");
  }

  private int sh(String script) throws Exception {
    String text = script.replace("\"$@\"", ShellQuote.of(sandbox.program()));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", text).directory(sandbox.work.toFile());
    builder.environment().put("HOME", sandbox.home.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectOutput(out.resolve("out").toFile()).redirectError(out.resolve("err").toFile());
    return builder.start().waitFor();
  }

  private String err() throws IOException {
    Path err = out.resolve("err");
    return Files.exists(err) ? Files.readString(err) : "";
  }
}
