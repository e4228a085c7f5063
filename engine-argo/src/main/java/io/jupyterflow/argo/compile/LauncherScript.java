package io.jupyterflow.argo.compile;

import io.jupyterflow.core.notebook.NotebookRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The few lines of POSIX `sh` that every attempt runs under in its pod, so that its output and its
/// end are still known when the pod is gone.
///
/// They stand once in a template, as its container's command; what differs between jobs comes as
/// arguments: `jupyterflow FOLDER LAST JOB ARGV…`. In this order:
///
/// - `FOLDER/jobs/JOB/ATTEMPT` is made, with `log` and `started` (the pod's name) in it. FOLDER and
///   what it lies in are made for the user alone, where nobody has made them. Where that can't be,
///   a line of output says so, and the job runs without a record: the pod's log has it all.
/// - `tee` copies what the job prints to `log` and to the pod's output. It comes through a pipe
///   with a name, so that the job is a child of this shell and its end is not that of the pipe:
///   processes that the job leaves behind hold up the end for five seconds and no longer, as in a
///   pod without us. The pipe lies in the first folder that takes one, of the container or else the
///   attempt's, under a name that nobody else has, as jobs may share that folder and a name of
///   their host; it is removed once, as soon as both ends are open. Where there can be no pipe or
///   no `tee`, all of the output goes to the pod's log, and a line of it says so.
/// - An attempt whose output is whole in its pod's log only has no `log`, or has its beginning in
///   `log.part`: so no reader takes an empty or a cut file for all of it (see [AttemptFolder]).
/// - The job is started by `exec` in a shell of its own: a program is run even if a shell would
///   know its name as a builtin, with exactly its arguments, and with the signals' default. Where a
///   signal came before that, it is not started, and has ended by TERM.
/// - A pod that is removed before its controller has seen its end is made anew by it, for the same
///   attempt, while that is young. Then `started` is there already: a line of output says that the
///   job begins again, and the end of the first pod no longer counts.
/// - The controller signals the whole process group. So the job hears it; this shell notes it and
///   goes on to write the end; `tee` lets it pass, to have the last lines.
/// - `wait` twice, since a signal ends the first one. Where `tee` could not write all of it, as on
///   a full volume, `log` becomes `log.part`.
/// - With `LAST` the run is to end with its first failure: three numbers of attempts, for a job
///   that ends by itself, is killed, or is told to end. A job that fails so in that attempt or a
///   later one makes the file `fail-fast`, and every job that sees it within two seconds ends
///   itself with TERM, and after 20 more with KILL. One that starts later sees it after two
///   seconds: a TERM in the moment in which the job is started may be lost. Where this shell is
///   killed with the job, nobody makes it.
/// - The status goes to `exit`, when all of the output is in `log`; where the volume has no room
///   for that, to the end of `started` (see [AttemptFolder]).
///
/// What may fail is never the redirection of a special builtin, such as `:`, which would end the
/// shell.
///
/// Its own variables begin with `_jf`, and it sets none that a job could see, but for those that
/// jobs are promised.
final class LauncherScript {

  /// Where every image with a shell has it.
  static final String SHELL = "/bin/sh";

  /// The file in a run's folder that ends all of its jobs.
  static final String FAIL_FAST = "fail-fast";

  private static final String NAME = "jupyterflow";

  private static final String RECORDED =
      """
      _jf=$1/jobs/$3/$JUPYTERFLOW_ATTEMPT
      _jf1=$1
      _jf2=$2
      JUPYTERFLOW_JOB=${JUPYTERFLOW_JOB:-$3}
      JUPYTERFLOW_METRICS=$_jf/metrics.jsonl
      export JUPYTERFLOW_JOB JUPYTERFLOW_METRICS
      shift 3
      _jf7=
      trap _jf7=1 HUP INT QUIT TERM
      _jf8=
      test ! -s "$_jf/started" || _jf8=1
      test -d "$_jf1" || (umask 077; mkdir -p "$_jf1")
      mkdir -p "$_jf"
      _jf3=
      command -v tee >/dev/null && for _jf5 in "${TMPDIR:-/tmp}" /tmp /dev/shm "$_jf"; do
        test -w "$_jf5" && for _jf6 in 1 2 3 4 5 6 7 8 9; do
          _jf3=$_jf5/.out-$HOSTNAME-$_jf6
          mkfifo -m 600 "$_jf3" 2>/dev/null && break 2
          _jf3=
        done
      done
      _jf9=log
      test "$_jf3" || _jf9=log.part
      test -d "$_jf" && rm -f "$_jf/exit" && true >>"$_jf/$_jf9" && echo "$HOSTNAME" >"$_jf/started" || {
        echo "jupyterflow: no record of this attempt can be kept in $_jf: its output is in its pod's log alone, and what it writes to its metrics file is lost" >&2
        test -s "$_jf/$_jf9" || rm -f "$_jf/$_jf9"
        test ! -p "$_jf3" || rm -f "$_jf3"
        JUPYTERFLOW_METRICS=/dev/null
        (test -z "$_jf7" || exit 143; exec "$@")
        exit $?
      }
      test "$_jf3" || echo "jupyterflow: the output of this attempt is in its pod's log alone: there is no tee, or no folder for a pipe" >&2
      test -z "$_jf3" || {
        (trap '' HUP INT QUIT TERM; exec tee -a "$_jf/log") <"$_jf3" &
        _jf4=$!
      }
      _jf5=
      test -z "$_jf2" || {
        (
          trap '' HUP INT QUIT TERM
          sleep 2
          until test -e "$_jf1/fail-fast"; do sleep 2; done
          kill -TERM 0
          sleep 20
          kill -KILL 0
        ) </dev/null >/dev/null 2>&1 &
        _jf5=$!
      }
      (
        test -z "$_jf3" || { exec >"$_jf3" 2>&1; rm -f "$_jf3"; }
        test -z "$_jf8" || echo "jupyterflow: the pod of this attempt was removed, it begins again" >&2
        test -z "$_jf7" || exit 143
        exec "$@"
      )
      _jf6=$?
      test -z "$_jf3" || {
        (sleep 5; kill -KILL $_jf4) </dev/null >/dev/null 2>&1 &
        _jf9=$!
        wait $_jf4
        _jf8=$?
        test $_jf8 -lt 128 || { wait $_jf4; _jf8=$?; }
        kill -KILL $_jf9 2>/dev/null
        test $_jf8 != 1 || mv "$_jf/log" "$_jf/log.part"
      }
      test -z "$_jf5" || kill -KILL $_jf5 2>/dev/null
      { echo $_jf6 >"$_jf/exit" || echo $_jf6 >>"$_jf/started"; } 2>/dev/null
      test $_jf6 = 0 || test -z "$_jf2" || {
        set -- $_jf2
        if test "$_jf7"; then shift 2; elif test $_jf6 = 137; then shift; fi
        test "$JUPYTERFLOW_ATTEMPT" -lt "$1" || true >"$_jf1/fail-fast"
      }
      exit $_jf6
      """;

  private static final String UNRECORDED =
      """
      JUPYTERFLOW_JOB=${JUPYTERFLOW_JOB:-$1}
      JUPYTERFLOW_METRICS=/dev/null
      export JUPYTERFLOW_JOB JUPYTERFLOW_METRICS
      shift
      _jf7=
      trap _jf7=1 HUP INT QUIT TERM
      (test -z "$_jf7" || exit 143; exec "$@")
      exit $?
      """;

  /// Runs a notebook: `COPY PYTHON NOTEBOOK ARGUMENTS…`, COPY as `$0`. The copy goes to the
  /// attempt's folder, where there is one, else to any that can be written to. The runner's script
  /// lies in the run's folder; where whoever started the run could not put it there, it comes
  /// packed in a variable.
  private static final String NOTEBOOK =
      """
      _jf=${JUPYTERFLOW_METRICS%/*}
      _jf1=$JUPYTERFLOW_NOTEBOOK_SCRIPT
      test -d "$_jf" && test "$_jf" != /dev || for _jf in "${TMPDIR:-/tmp}" /tmp /dev/shm ''; do
        test -z "$_jf" || {
          _jf=$_jf/jupyterflow-$HOSTNAME
          (umask 077; mkdir "$_jf") 2>/dev/null && break
        }
      done
      test -n "$_jf" || {
        echo "notebook: there is no folder that it can write to: not its home, nor ${TMPDIR:-/tmp}, /tmp or /dev/shm" >&2
        exit 1
      }
      _jf2=$1
      shift
      test -r "$_jf1" || {
        _jf1=$_jf/notebook_runner.py
        "$_jf2" -c 'import base64, gzip, os, sys
      packed = base64.b64decode(os.environ["JUPYTERFLOW_NOTEBOOK_RUNNER"])
      open(sys.argv[1], "wb").write(gzip.decompress(packed))' "$_jf1" || exit
      }
      unset JUPYTERFLOW_NOTEBOOK_JOB JUPYTERFLOW_NOTEBOOK_SCRIPT JUPYTERFLOW_NOTEBOOK_RUNNER
      exec "$_jf2" "$_jf1" "$_jf/$0" "$@"
      """;

  private LauncherScript() {}

  /// The command of a template's container, in the kubelet's syntax; the arguments of a task
  /// follow.
  ///
  /// @param folder the run's, as jobs see it, or null where there is none
  /// @param last [RetryStrategy#lastAttempts], or empty where no failure ends the run
  static List<String> command(@Nullable String folder, String last) {
    if (folder == null) {
      return ArgoText.forKubelet(List.of(SHELL, "-c", UNRECORDED, NAME));
    }
    return ArgoText.forKubelet(List.of(SHELL, "-c", RECORDED, NAME, folder, last));
  }

  /// The script that runs notebooks, packed: it is shorter so, and has nothing for an expander.
  static String runner() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(NotebookRunner.script().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /// The text that runs a notebook, for a variable of its template.
  static String notebook() {
    return NOTEBOOK;
  }
}
