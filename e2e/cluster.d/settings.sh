# One prefix names everything: the mark of processes, the network namespace, folders, the address range. Two clusters with
# two prefixes (one of a developer, one of CI) share only the cache. Ports need no ranges: they are inside the cluster's
# network namespace.

kubernetes_version=${KUBERNETES_VERSION:-1.34.4}
argo_version=${ARGO_VERSION:-4.0.2}
prefix=${JUPYTERFLOW_E2E_PREFIX:-jf}
cache=${JUPYTERFLOW_E2E_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/jupyterflow-e2e}

[[ $prefix =~ ^[a-z][a-z0-9]{0,9}$ ]] || fail "JUPYTERFLOW_E2E_PREFIX=$prefix: at most ten of a-z and 0-9, a letter first"

run=/run/jupyterflow-e2e/$prefix      # sockets, logs, keys: gone after a reboot
data=/var/lib/jupyterflow-e2e/$prefix # etcd, images, homes: gone after `down`
network=$run/network                  # its network namespace, a file
group=jupyterflow-e2e-$prefix         # of the pods' control groups, and the name of everything else that needs one
bin=$cache/kubernetes-$kubernetes_version/bin
argo=$cache/argo-$argo_version
kubeconfig=$run/kubeconfig

hub_namespace=jupyterhub # as in deploy/base
users=(alice bob carol)

# The address range 10.N.0.0/16: N comes from the prefix, and moves on while something else has it.
number() {
  local n tries
  if [ -f "$data/number" ]; then
    cat "$data/number"
    return
  fi
  n=$(($(cksum <<<"$prefix" | cut -d' ' -f1) % 150 + 100))
  for ((tries = 0; tries < 150; tries++)); do
    if ! ip -4 route show 2>/dev/null | grep -qE "(^| )10\.$n\." && ! grep -qx "$n" /var/lib/jupyterflow-e2e/*/number 2>/dev/null; then
      break
    fi
    n=$(((n - 99) % 150 + 100))
  done
  echo "$n"
}

addresses() {
  local n
  n=$(number)
  pods=10.$n.0.0/24 # of pods and of the node, whose address is the bridge's
  node=10.$n.0.1
  first_pod=10.$n.0.10
  services=10.$n.128.0/17
  api_service=10.$n.128.1
  link=10.$n.1 # between this machine (.1) and the cluster (.2)
  api=https://$link.2:6443
  hub_api=http://$node:8081/hub/api
  hub_public=http://$link.2:8000
}
