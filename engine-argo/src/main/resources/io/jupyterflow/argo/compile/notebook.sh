#!/bin/sh
# Runs a notebook. Called as: COPY PYTHON NOTEBOOK ARGUMENTS..., where COPY is $0.
#
# The executed copy goes to the folder of the attempt, or to any folder that can be written to. The script that
# runs notebooks is in the folder of the run. If it could not be put there, it comes packed in a variable.
#
# shellcheck disable=SC3028 # the container runtime sets HOSTNAME
_jf_folder=${JUPYTERFLOW_METRICS%/*}
_jf_script=$JUPYTERFLOW_NOTEBOOK_SCRIPT
test -d "$_jf_folder" && test "$_jf_folder" != /dev || for _jf_folder in "${TMPDIR:-/tmp}" /tmp /dev/shm ''; do
  test -z "$_jf_folder" || {
    _jf_folder=$_jf_folder/jupyterflow-$HOSTNAME
    (
      umask 077
      mkdir "$_jf_folder"
    ) 2>/dev/null && break
  }
done
test -n "$_jf_folder" || {
  echo "notebook: there is no folder that it can write to: not its home, nor ${TMPDIR:-/tmp}, /tmp or /dev/shm" >&2
  exit 1
}
_jf_python=$1
shift
test -r "$_jf_script" || {
  _jf_script=$_jf_folder/notebook_runner.py
  "$_jf_python" -c 'import base64, gzip, os, sys
packed = base64.b64decode(os.environ["JUPYTERFLOW_NOTEBOOK_RUNNER"])
open(sys.argv[1], "wb").write(gzip.decompress(packed))' "$_jf_script" || exit
}
unset JUPYTERFLOW_NOTEBOOK_JOB JUPYTERFLOW_NOTEBOOK_SCRIPT JUPYTERFLOW_NOTEBOOK_RUNNER
exec "$_jf_python" "$_jf_script" "$_jf_folder/$0" "$@"
