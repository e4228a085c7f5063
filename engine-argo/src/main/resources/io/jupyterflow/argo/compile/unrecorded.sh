#!/bin/sh
# Runs one attempt of a job in its pod if there is no folder for a record. Called as: jupyterflow JOB ARGV...
JUPYTERFLOW_JOB=${JUPYTERFLOW_JOB:-$1}
JUPYTERFLOW_METRICS=/dev/null
export JUPYTERFLOW_JOB JUPYTERFLOW_METRICS
shift
_jf_signal=
trap _jf_signal=1 HUP INT QUIT TERM
(
  test -z "$_jf_signal" || exit 143
  exec "$@"
)
exit $?
