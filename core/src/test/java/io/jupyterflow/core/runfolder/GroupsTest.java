package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The accounts of a notebook's image and of machines with more users.
final class GroupsTest {

  /// What a cluster makes of a folder on a volume with an `fsGroup`.
  private static final PrivateFolders.Look VOLUME = new PrivateFolders.Look(1000, 100, 0042770);

  private static final String JOVYAN = "root:x:0:0::/root:/bin/sh\njovyan:x:1000:100::/h:/bin/sh\n";

  @TempDir Path etc;

  private void accounts(String passwd, String group) throws IOException {
    Files.writeString(etc.resolve("passwd"), passwd);
    Files.writeString(etc.resolve("group"), group);
  }

  private boolean isAlone() {
    return Groups.onlyUserIsIn(VOLUME, etc);
  }

  @Test
  void theUserOfAnImageIsAloneInItsGroup() throws IOException {
    accounts(JOVYAN, "root:x:0:\nusers:x:100:jovyan\n");
    assertThat(isAlone()).isTrue();

    accounts("", "");
    assertThat(isAlone()).isTrue();
  }

  @Test
  void whoeverElseHasTheGroupCounts() throws IOException {
    accounts(JOVYAN + "eve:x:1001:100::/e:/bin/sh\n", "users:x:100:\n");
    assertThat(isAlone()).isFalse();

    accounts(JOVYAN, "users:x:100:jovyan,eve\n");
    assertThat(isAlone()).isFalse();
  }

  @Test
  void withADirectoryServiceTheAnswerIsUnknown() throws IOException {
    accounts(JOVYAN, "users:x:100:\n");
    Files.writeString(etc.resolve("nsswitch.conf"), "passwd: files systemd\ngroup: files\n");
    assertThat(isAlone()).isTrue();

    Files.writeString(etc.resolve("nsswitch.conf"), "passwd: files sss\ngroup: files\n");
    assertThat(isAlone()).isFalse();
  }

  @Test
  void onlyAVolumesFolderIsLookedAtSo() {
    assertThat(Groups.onlyUserMayWrite(new PrivateFolders.Look(1000, 100, 0040770))).isFalse();
    assertThat(Groups.onlyUserMayWrite(new PrivateFolders.Look(1000, 100, 0042777))).isFalse();
  }
}
