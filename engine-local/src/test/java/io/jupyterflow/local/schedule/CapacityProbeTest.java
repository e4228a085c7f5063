package io.jupyterflow.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CapacityProbeTest {

  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void memoryIsTheMachinesWithoutALimit() throws IOException {
    file("proc/meminfo", "MemTotal:       2048 kB\nMemFree: 1 kB\n");
    file("proc/self/cgroup", "0::/\n");
    file("sys/fs/cgroup/memory.max", "max\n");

    assertThat(new CapacityProbe(root).memory()).isEqualTo(2048 * 1024);
  }

  @Test
  void lowestLimitOfTheUnifiedHierarchyCounts() throws IOException {
    file("proc/meminfo", "MemTotal: 2048 kB\n");
    file("proc/self/cgroup", "0::/pod/container\n");
    file("sys/fs/cgroup/pod/container/memory.max", "max\n");
    file("sys/fs/cgroup/pod/memory.max", "4096\n");
    file("sys/fs/cgroup/pod/container/memory.events", "oom 9\noom_kill 3\n");

    assertThat(new CapacityProbe(root).memory()).isEqualTo(4096);
    assertThat(new CapacityProbe(root).oomKills()).isEqualTo(3);
  }

  @Test
  void limitOfTheFirstVersionCountsWhereThePathIsTheHosts() throws IOException {
    file("proc/meminfo", "MemTotal: 2048 kB\n");
    file("proc/self/cgroup", "9:name=systemd:/\n4:memory:/host/path\n");
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", "8192\n");
    file("sys/fs/cgroup/memory/memory.oom_control", "under_oom 0\noom_kill 7\n");

    assertThat(new CapacityProbe(root).memory()).isEqualTo(8192);
    assertThat(new CapacityProbe(root).oomKills()).isEqualTo(7);
  }

  @Test
  void ownPeakIsWhatTheSystemCounts() throws IOException {
    file("proc/self/status", "Name:\tjava\nVmHWM:\t   20480 kB\n");

    assertThat(new CapacityProbe(root).ownPeak()).isEqualTo(20 << 20);
  }

  @Test
  void devicesAreThoseOfTheSubmitter() throws IOException {
    file("dev/nvidia1", "");
    file("dev/nvidia0", "");
    file("dev/nvidiactl", "");
    CapacityProbe probe = new CapacityProbe(root);

    assertThat(probe.gpus(null)).containsExactly("0", "1");
    assertThat(probe.gpus("2, GPU-abc")).containsExactly("2", "GPU-abc");
    assertThat(probe.gpus("")).isEmpty();
    assertThat(probe.gpus("0,-1,1")).containsExactly("0");
  }
}
