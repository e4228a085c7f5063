# Daemons: each has a log, a pid file and a mark in its environment. Processes with the mark, or in the cluster's control
# group, belong to the cluster. The script never ends others.

start() { # NAME COMMAND…: unless it is running
  local name=$1
  shift
  running "$name" && return
  JUPYTERFLOW_E2E_PART_OF=$prefix setsid nsenter --net="$network" -- "$@" >>"$run/$name.log" 2>&1 </dev/null 9>&- &
  echo $! >"$run/$name.pid"
}

running() { # NAME
  local pid
  pid=$(cat "$run/$1.pid" 2>/dev/null) || return 1
  grep -qzx "JUPYTERFLOW_E2E_PART_OF=$prefix" "/proc/$pid/environ" 2>/dev/null
}

stop() { # NAME: kills it like a crash, and waits until it is gone
  local pid signal=KILL tries
  running "$1" || {
    rm -f "$run/$1.pid"
    return 0
  }
  [ "$1" != hub ] || signal=TERM # it must end its proxy
  pid=$(cat "$run/$1.pid")
  kill -$signal "$pid"
  for ((tries = 0; tries < 300; tries++)); do
    running "$1" || break
    sleep 0.1
  done
  rm -f "$run/$1.pid"
}

wait_for() { # SECONDS WHAT COMMAND…
  local deadline=$((SECONDS + $1)) what=$2
  local seconds=$1
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || fail "timed out after $seconds s waiting for $what; the logs are in $run"
    sleep 0.2
  done
}

marked() { # prints the IDs of processes with the mark
  local environ
  { grep -lzxs "JUPYTERFLOW_E2E_PART_OF=$prefix" /proc/[0-9]*/environ || true; } | while read -r environ; do
    environ=${environ#/proc/}
    echo "${environ%/environ}"
  done
}

grouped() { # prints the IDs of the pods' processes
  local folder
  for folder in $(group_folders); do
    find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null || true
  done | sort -un
}

group_folders() { # cgroup v1: one for each controller; v2: one
  find /sys/fs/cgroup -maxdepth 2 -type d -name "$group" 2>/dev/null || true
}

make_groups() { # the kubelet requires that its root exists
  local controller
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    for controller in cpu cpuset memory pids hugetlb io; do
      echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true
    done
    mkdir -p "/sys/fs/cgroup/$group"
    return
  fi
  for controller in /sys/fs/cgroup/*/; do
    [ "$(stat -f -c %T "$controller")" = cgroupfs ] && mkdir -p "$controller$group" || true
  done
  # v1 only: a new cpuset is empty, and no process can run in it
  if [ -d "/sys/fs/cgroup/cpuset/$group" ]; then
    cat /sys/fs/cgroup/cpuset/cpuset.cpus >"/sys/fs/cgroup/cpuset/$group/cpuset.cpus"
    cat /sys/fs/cgroup/cpuset/cpuset.mems >"/sys/fs/cgroup/cpuset/$group/cpuset.mems"
  fi
}
