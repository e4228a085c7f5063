#!/bin/sh
# Runs one attempt of a job in its pod and records its output and its end, so that both are known when the
# pod is gone. Called as: jupyterflow FOLDER LAST JOB ARGV...
#
#   FOLDER  the folder of the run
#   LAST    empty, or three numbers: from which attempt on a failure ends the run, for a job that ends by
#           itself, is killed, or is asked to end
#
# Variables of this script begin with _jf. It exports only those that jobs are promised. Lines that begin with
# # are not sent to the cluster. Nothing that may fail is the redirection of a special builtin such as `:`,
# because that would end the shell.
#
# shellcheck disable=SC3028 # the container runtime sets HOSTNAME
_jf_attempt=$1/jobs/$3/$JUPYTERFLOW_ATTEMPT
_jf_run=$1
_jf_last=$2
JUPYTERFLOW_JOB=${JUPYTERFLOW_JOB:-$3}
JUPYTERFLOW_METRICS=$_jf_attempt/metrics.jsonl
export JUPYTERFLOW_JOB JUPYTERFLOW_METRICS
shift 3

# The controller signals the whole process group. The job gets the signal too. This shell notes it and goes on
# to record the end.
_jf_signal=
trap _jf_signal=1 HUP INT QUIT TERM

# A pod that is removed before its controller has seen its end is created again, for the same attempt. Then
# `started` exists already, and the end of the first pod does not count.
_jf_again=
test ! -s "$_jf_attempt/started" || _jf_again=1

# Only the user may read the folder of the run.
test -d "$_jf_run" || (
  umask 077
  mkdir -p "$_jf_run"
)
mkdir -p "$_jf_attempt"

# A named pipe to tee: the job stays a child of this shell, and processes that it leaves behind don't hold up
# its end. The name is unique, because jobs may share the folder and the name of their host.
_jf_pipe=
command -v tee >/dev/null && for _jf_folder in "${TMPDIR:-/tmp}" /tmp /dev/shm "$_jf_attempt"; do
  test -w "$_jf_folder" && for _jf_number in 1 2 3 4 5 6 7 8 9; do
    _jf_pipe=$_jf_folder/.out-$HOSTNAME-$_jf_number
    mkfifo -m 600 "$_jf_pipe" 2>/dev/null && break 2
    _jf_pipe=
  done
done

# If the output is only in the log of the pod, there is no `log`, or its beginning is in `log.part`. So nobody
# takes an empty or a cut file for the whole output.
_jf_log=log
test "$_jf_pipe" || _jf_log=log.part
if ! {
  test -d "$_jf_attempt" && rm -f "$_jf_attempt/exit" &&
    true >>"$_jf_attempt/$_jf_log" && echo "$HOSTNAME" >"$_jf_attempt/started"
}; then
  echo "jupyterflow: no record of this attempt can be kept in $_jf_attempt: its output is in its pod's log alone, and what it writes to its metrics file is lost" >&2
  test -s "$_jf_attempt/$_jf_log" || rm -f "$_jf_attempt/$_jf_log"
  test ! -p "$_jf_pipe" || rm -f "$_jf_pipe"
  JUPYTERFLOW_METRICS=/dev/null
  (
    test -z "$_jf_signal" || exit 143
    exec "$@"
  )
  exit $?
fi
test "$_jf_pipe" || echo "jupyterflow: the output of this attempt is in its pod's log alone: there is no tee, or no folder for a pipe" >&2
_jf_tee=
test -z "$_jf_pipe" || {
  # It ignores signals, to get the last lines.
  (
    trap '' HUP INT QUIT TERM
    exec tee -a "$_jf_attempt/log"
  ) <"$_jf_pipe" &
  _jf_tee=$!
}

# If the first failure ends the run: a job that fails creates `fail-fast`, and every job that sees it ends
# itself. The first two seconds are a pause, because a TERM while the job is being started may be lost.
_jf_watcher=
test -z "$_jf_last" || {
  (
    trap '' HUP INT QUIT TERM
    sleep 2
    until test -e "$_jf_run/fail-fast"; do sleep 2; done
    kill -TERM 0
    sleep 20
    kill -KILL 0
  ) </dev/null >/dev/null 2>&1 &
  _jf_watcher=$!
}

# `exec` in a shell of its own runs a program even if a shell has a builtin of that name, with exactly these
# arguments and the default signals. If a signal came before, the job is not started.
(
  test -z "$_jf_pipe" || {
    exec >"$_jf_pipe" 2>&1
    rm -f "$_jf_pipe"
  }
  test -z "$_jf_again" || echo "jupyterflow: the pod of this attempt was removed, it begins again" >&2
  test -z "$_jf_signal" || exit 143
  exec "$@"
)
_jf_status=$?

# Processes that the job left behind hold the pipe open for five seconds at most. A signal ends the first
# `wait`. If tee could not write everything, for example because the volume is full, the log is only a part.
test -z "$_jf_pipe" || {
  (
    sleep 5
    kill -KILL $_jf_tee
  ) </dev/null >/dev/null 2>&1 &
  _jf_killer=$!
  wait $_jf_tee
  _jf_written=$?
  test $_jf_written -lt 128 || {
    wait $_jf_tee
    _jf_written=$?
  }
  kill -KILL $_jf_killer 2>/dev/null
  test $_jf_written != 1 || mv "$_jf_attempt/log" "$_jf_attempt/log.part"
}
test -z "$_jf_watcher" || kill -KILL $_jf_watcher 2>/dev/null

# The exit code goes to `exit` when all of the output is in `log`, or to the end of `started` if the volume has
# no room for a new file.
{ echo $_jf_status >"$_jf_attempt/exit" || echo $_jf_status >>"$_jf_attempt/started"; } 2>/dev/null
test $_jf_status = 0 || test -z "$_jf_last" || {
  # shellcheck disable=SC2086 # three numbers
  set -- $_jf_last
  if test "$_jf_signal"; then shift 2; elif test $_jf_status = 137; then shift; fi
  test "$JUPYTERFLOW_ATTEMPT" -lt "$1" || true >"$_jf_run/fail-fast"
}
exit $_jf_status
