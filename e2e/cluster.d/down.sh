# Removes the cluster: whatever it finds, a complete one, half of one, or the rest after a reboot.

down() {
  local name
  end_all
  for name in $(mounts | sort -r); do
    umount "$name" 2>/dev/null || umount --lazy "$name" || true
  done
  ip link del "${prefix}-link" 2>/dev/null || true
  for name in $(group_folders); do
    find "$name" -depth -type d -exec rmdir {} \; 2>/dev/null || true
  done
  rm -rf --one-file-system "$run" "$data" || true
  # cluster.d/mounts made these as mount points
  rmdir /run/jupyterflow-e2e /var/lib/kubelet /var/lib/cni /var/log/containers /run/containerd 2>/dev/null || true
  restore_kernel
  leftovers
}

end_all() { # at once: their data is deleted anyway
  local tries pids
  for ((tries = 0; tries < 100; tries++)); do
    pids=$(
      marked
      grouped
    )
    [ -n "$pids" ] || return 0
    # shellcheck disable=SC2086 # one word each
    kill -KILL $pids 2>/dev/null || true
    sleep 0.1
  done
}

mounts() {
  awk -v run="$run/" -v data="$data/" 'index($2, run) == 1 || index($2, data) == 1 {print $2}' /proc/self/mounts
}

kernel_settings=(vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops
  kernel.keys.root_maxkeys kernel.keys.root_maxbytes)

keep_kernel() { # the kubelet changes these for the whole machine: saves their values before the first cluster
  [ -f /var/lib/jupyterflow-e2e/kernel ] || sysctl "${kernel_settings[@]}" >/var/lib/jupyterflow-e2e/kernel 2>/dev/null || true
}

restore_kernel() { # after the last cluster
  [ -f /var/lib/jupyterflow-e2e/kernel ] || {
    rmdir /var/lib/jupyterflow-e2e 2>/dev/null || true
    return 0
  }
  [ -z "$(find /var/lib/jupyterflow-e2e -mindepth 1 -maxdepth 1 -type d)" ] || return 0
  sysctl -qp /var/lib/jupyterflow-e2e/kernel 2>/dev/null || true
  rm -r /var/lib/jupyterflow-e2e
}

leftovers() { # exits with 1 and prints what is still there
  local status=0
  left() { [ -z "$2" ] || {
    printf 'left behind, %s:\n%s\n' "$1" "$2" >&2
    status=1
  }; }
  left processes "$(for pid in $(
    marked
    grouped
  ); do ps -o pid=,args= -p "$pid" || true; done)"
  left mounts "$(mounts)"
  left interfaces "$(ip -o link show 2>/dev/null | grep -E " ${prefix}-link[@:]" || true)"
  left 'control groups' "$(group_folders)"
  left files "$(ls -d "$run" "$data" 2>/dev/null || true)"
  return "$status"
}
