# The cluster's network is a network namespace. Its listeners, its bridge and the rules of kube-proxy are invisible outside,
# and end with it. One link of two addresses lets this machine reach the API server and the hub. No other way leads out:
# a packet to another network finds no route.

network() {
  if ! grep -q " $network " /proc/self/mounts; then
    : >"$network"
    unshare --net="$network" true
  fi
  if ! ip link show "${prefix}-link" >/dev/null 2>&1; then
    ip link add "${prefix}-link" type veth peer name machine netns "$network"
    ip addr add "$link.1/30" dev "${prefix}-link"
    ip link set "${prefix}-link" up
  fi
  inside ip link set lo up
  inside ip addr replace "$link.2/30" dev machine
  inside ip link set machine up
  ip route replace "$pods" via "$link.2"
  inside ip link show pods >/dev/null 2>&1 || inside ip link add pods type bridge
  inside ip addr replace "$node/24" dev pods
  inside ip link set pods up
  # A process of the node that calls a service needs a route before kube-proxy's rule can translate it.
  inside ip link show services >/dev/null 2>&1 || inside ip link add services type bridge
  inside ip link set services up
  inside ip route replace "$services" dev services
  inside sysctl -qw net.ipv4.ip_forward=1
  mkdir -p "$run/cni"
  cat >"$run/cni/10-pods.conflist" <<CNI
{"cniVersion": "0.4.0", "name": "$group", "plugins": [
  {"type": "bridge", "bridge": "pods", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$run/cni-addresses", "routes": [{"dst": "0.0.0.0/0"}],
            "ranges": [[{"subnet": "$pods", "rangeStart": "$first_pod"}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
CNI
}

inside() { # COMMAND…: in the cluster's network; with this machine's mounts, so that pods see the kubelet's
  nsenter --net="$network" -- "$@"
}
