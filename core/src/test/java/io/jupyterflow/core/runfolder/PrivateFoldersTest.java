package io.jupyterflow.core.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jupyterflow.core.problem.JupyterFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real folders, links and owners. What only root can plant is skipped where the tests are not
/// root's.
final class PrivateFoldersTest {

  private static final int STRANGER = 12345;

  @TempDir Path home;
  @TempDir Path elsewhere;
  private PrivateFolders folders;
  private int self;

  @BeforeEach
  void begin() throws IOException {
    folders = PrivateFolders.in(home);
    self = PrivateFolders.Look.at(home).owner();
  }

  private static String mode(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  private static Path made(Path folder, String mode) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  /// Gives a file, or a link itself, to a user of this number.
  private static void give(Path file, int user) throws IOException {
    assumeTrue(PrivateFolders.Look.at(file).owner() == 0, "only root can give files away");
    Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
  }

  private void refuses(String... words) {
    assertThatThrownBy(folders::check)
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(words);
    assertThatThrownBy(folders::makeRuns)
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains(words);
  }

  private void leavesNothing(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theyAreMadeForTheUserAlone() throws IOException {
    folders.makeRuns();

    assertThat(mode(folders.base())).isEqualTo("rwx------");
    assertThat(mode(folders.runs())).isEqualTo("rwx------");
    folders.check();
    folders.makeRuns();
  }

  @ParameterizedTest
  @ValueSource(strings = {"002", "000", "022", "077"})
  void foldersArePrivateWhateverTheUmask(String umask) throws Exception {
    String program =
        "umask "
            + umask
            + "; exec "
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + " -cp \"$0\" \"$1\" \"$2\"";
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                program,
                System.getProperty("java.class.path"),
                Making.class.getName(),
                home.toString())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(mode(folders.base())).isEqualTo("rwx------");
    assertThat(mode(folders.runs())).isEqualTo("rwx------");
    assertThat(mode(folders.runs().resolve("a-1"))).isEqualTo("rwx------");
  }

  /// Makes the folders in a process with a umask of its own.
  static final class Making {
    private Making() {}

    public static void main(String[] arguments) throws IOException {
      PrivateFolders folders = PrivateFolders.in(Path.of(arguments[0]));
      folders.makeRuns();
      PrivateFolders.makeOne(folders.runs().resolve("a-1"));
    }
  }

  @Test
  void missingFoldersAreAccepted() {
    assertThatCode(folders::check).doesNotThrowAnyException();
    assertThat(folders.isOurs(folders.runs().resolve("a-1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxrwxr-x", "rwx----w-", "rwx-wx---"})
  void oneThatOthersCanChangeIsRefusedWithTheLineThatMendsIt(String mode) throws Exception {
    made(folders.base(), mode);
    made(folders.runs(), mode);
    String line = "chmod 700 " + folders.base() + " " + folders.runs();

    refuses(folders.base().toString(), "can be changed by other users", line);

    assertThat(new ProcessBuilder("sh", "-c", line).start().waitFor()).isZero();
    folders.check();
  }

  @Test
  void theLineNamesOnlyWhatNeedsIt() throws IOException {
    made(folders.base(), "rwx------");
    made(folders.runs(), "rwxrwxrwx");

    assertThatThrownBy(folders::check).asString().endsWith("chmod 700 " + folders.runs());
  }

  @Test
  void oneThatOthersOnlyReadStaysAsItIs() throws IOException {
    made(folders.base(), "rwxr-xr-x");
    made(folders.runs(), "rwxr-xr-x");

    folders.makeRuns();

    assertThat(mode(folders.base())).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aFolderOfAnotherUserIsRefused() throws IOException {
    give(made(folders.base(), "rwx------"), STRANGER);

    refuses("belongs to another user (user id 12345, and you are 0)", "sudo -H -u '#12345'");
    leavesNothing(folders.base());
  }

  @Test
  void runsOfAnotherUserAreRefused() throws IOException {
    made(folders.base(), "rwx------");
    give(made(folders.runs(), "rwxrwxrwx"), STRANGER);

    refuses(folders.runs() + " belongs to another user");
    leavesNothing(folders.runs());
  }

  @Test
  void aRunOfAnotherUserIsRefused() throws IOException {
    folders.makeRuns();
    Path run = made(folders.runs().resolve("evil-aaaaa"), "rwx------");
    give(run, STRANGER);

    folders.check();
    assertThat(folders.isOurs(run)).isFalse();
    assertThatThrownBy(() -> folders.checkRun(run))
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("user id 12345")
        .endsWith("rm -rf " + run);
  }

  @Test
  void aRunThatOthersCanChangeIsRefused() throws IOException {
    folders.makeRuns();
    Path run = made(folders.runs().resolve("a-1"), "rwxrwxr-x");

    assertThatThrownBy(() -> folders.checkRun(run)).asString().contains("chmod 700 " + run);
  }

  @Test
  void aLinkInPlaceOfARunIsRefused() throws IOException {
    folders.makeRuns();
    made(elsewhere.resolve("run"), "rwx------");
    Path run = Files.createSymbolicLink(folders.runs().resolve("a-1"), elsewhere.resolve("run"));

    assertThatThrownBy(() -> folders.checkRun(run)).asString().endsWith("rm " + run);
  }

  @Test
  void aLinkOfTheUsersCountsForWhatItLeadsTo() throws IOException {
    Path big = made(elsewhere.resolve("big"), "rwx------");
    Files.createSymbolicLink(folders.base(), big);
    folders.makeRuns();
    assertThat(big.resolve("runs")).isDirectory();

    made(big, "rwxrwxrwx");

    refuses("can be changed by other users", "chmod 700 " + folders.base());
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "runs"})
  void aLinkOfAnotherUserIsRefused(String which) throws IOException {
    made(elsewhere.resolve("runs"), "rwx------");
    Path link = which.equals("base") ? folders.base() : folders.runs();
    if (which.equals("runs")) {
      made(folders.base(), "rwx------");
    }
    give(Files.createSymbolicLink(link, elsewhere), STRANGER);

    refuses("is a link that another user made", "rm " + link);
  }

  @Test
  void aLinkToAFolderOfAnotherUserIsRefused() throws IOException {
    Path theirs = made(elsewhere.resolve("theirs"), "rwxrwxrwx");
    give(theirs, STRANGER);
    Files.createSymbolicLink(folders.base(), theirs);

    refuses("belongs to another user");
    leavesNothing(theirs);
  }

  @Test
  void aFileInPlaceOfAFolderIsRefused() throws IOException {
    Files.createFile(folders.base());

    refuses("is not a folder", "mv " + folders.base());
  }

  @Test
  void rootLeavesNothingInTheHomeOfAnother() throws IOException {
    give(home, STRANGER);

    assertThatThrownBy(folders::makeRuns)
        .isInstanceOf(JupyterFlowException.Refused.class)
        .asString()
        .contains("HOME is " + home, "user id 12345", "sudo -H -u '#12345'");
    leavesNothing(home);
  }

  /// All files of such a home show one owner, which is not the user: a process of another user than
  /// the files of this test show is just there.
  @Test
  void aHomeThatShowsOneOwnerForAllFilesWorks() throws IOException {
    PrivateFolders squashed = new PrivateFolders(home, self + 4711);
    squashed.makeRuns();
    PrivateFolders.makeOne(squashed.runs().resolve("a-1"));

    squashed.check();
    squashed.makeRuns();
    assertThat(squashed.isOurs(squashed.runs().resolve("a-1"))).isTrue();
    made(squashed.runs(), "rwxrwxrwx");
    assertThatThrownBy(squashed::check).asString().contains("can be changed by other users");
  }

  @Test
  void anotherUserIsRefusedThereToo() throws IOException {
    PrivateFolders squashed = new PrivateFolders(home, self + 4711);
    squashed.makeRuns();
    Path run = made(squashed.runs().resolve("evil-aaaaa"), "rwx------");
    give(run, STRANGER);

    assertThat(squashed.isOurs(run)).isFalse();
    leavesNothing(run);
  }
}
