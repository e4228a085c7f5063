package io.jupyterflow.kubernetes.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookProcessTest {

  @TempDir Path proc;

  @Test
  void theKernelSaysWhoAndWhereAProcessIs() throws IOException {
    Files.createDirectories(proc.resolve("self"));
    Files.createDirectories(proc.resolve("1"));
    Files.writeString(
        proc.resolve("self/status"),
        """
        Name:\tjava
        Uid:\t1000\t1001\t1000\t1000
        Gid:\t100\t101\t100\t100
        FDSize:\t64
        Groups:\t4 100 5000\s
        NStgid:\t7
        """);
    Files.writeString(proc.resolve("1/cmdline"), "tini\0-g\0lab\0");
    Files.writeString(
        proc.resolve("self/mountinfo"),
        "5 1 0:3 / / rw - overlay overlay rw\n"
            + "9 5 254:1 /var/lib/kubelet/pods/0c1/containers/my-nb/1f2e /dev/termination-log rw"
            + " - ext4 /dev/vda1 rw\n");
    Files.writeString(proc.resolve("self/cgroup"), "0::/kubepods/pod0c1/ab12\n");
    Files.writeString(proc.resolve("1/environ"), "A=1\0B=x=y\0EMPTY=\0torn");
    NotebookProcess process =
        NotebookProcess.read(
            Map.of("LC_ALL", "C.UTF-8", "JUPYTERFLOW_LC_ALL", "ko_KR.UTF-8"), proc, proc);
    assertThat(process.uid()).isEqualTo(1001);
    assertThat(process.gid()).isEqualTo(101);
    assertThat(process.container()).isEqualTo("my-nb");
    assertThat(process.marks()).contains("ab12");
    assertThat(process.atStart())
        .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "x=y", "EMPTY", ""));
    assertThat(process.variables())
        .containsOnly(
            Map.entry("LC_ALL", "ko_KR.UTF-8"), Map.entry("HOME", System.getProperty("user.home")));
    assertThat(process.groups()).containsExactly(4L, 100L, 5000L);
    assertThat(process.first()).isEqualTo("tini\0-g\0lab");
    assertThat(process.isInPod()).isTrue();
  }

  @Test
  void unreadableFactsStayUnknown() {
    NotebookProcess process = NotebookProcess.read(Map.of(), proc, proc.resolve("none"));
    assertThat(process.uid()).isNegative();
    assertThat(process.atStart()).isNull();
    assertThat(process.container()).isEmpty();
    assertThat(process.groups()).isEmpty();
    assertThat(process.isInPod()).isFalse();
  }

  @Test
  void aProcessOfThisMachineIsRead() {
    NotebookProcess process = NotebookProcess.read(System.getenv(), proc, Path.of("/proc"));
    assertThat(process.uid()).isNotNegative();
    assertThat(process.gid()).isNotNegative();
  }
}
