# Kubernetes as processes of this machine: one node, inside the cluster's network.

containerd_up() {
  mkdir -p "$run" "$data"
  cat >"$run/containerd.toml" <<TOML
version = 2
root = "$data/containerd"
state = "$run/containerd"
[grpc]
  address = "$run/containerd.sock"
[ttrpc]
  address = "$run/containerd.sock.ttrpc"
[plugins."io.containerd.internal.v1.opt"]
  path = "$data/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  # without CAP_SYS_RESOURCE, a machine can't set the negative scores that sandboxes request
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$(cni_programs)"
    conf_dir = "$run/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      Root = "$run/runc"
TOML
  running containerd || stop kubelet # it is in the mounts of the former one
  start containerd unshare --mount --propagation private "$here/cluster.d/mounts" "$data" containerd --config "$run/containerd.toml"
  wait_for 120 containerd containers version
}

cni_programs() { # where the distribution installs them
  local folder
  for folder in /usr/lib/cni /opt/cni/bin /usr/libexec/cni; do
    if [ -x "$folder/bridge" ]; then
      echo "$folder"
      return
    fi
  done
  fail "no CNI programs: install the package containernetworking-plugins"
}

control_plane() {
  # Nothing here outlives `down`, so etcd need not wait for the disk.
  start etcd "$bin/etcd" --data-dir="$data/etcd" --unsafe-no-fsync --listen-client-urls=http://127.0.0.1:2379 \
    --advertise-client-urls=http://127.0.0.1:2379 --listen-peer-urls=http://127.0.0.1:2380 --log-level=warn
  # Argo's controller opens the watch of its settings only once. After the server was gone, it fills its log as fast as it can
  # and leaves no CPU to others. So it restarts with the server.
  running apiserver || stop argo
  # 0.0.0.0 is in the cluster's own network: its loopback, its bridge and the link to this machine.
  start apiserver "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --advertise-address="$node" \
    --bind-address=0.0.0.0 --secure-port=6443 --tls-cert-file="$run/pki/apiserver.crt" --tls-private-key-file="$run/pki/apiserver.key" \
    --client-ca-file="$run/pki/ca.crt" --anonymous-auth=false --authorization-mode=Node,RBAC \
    --enable-admission-plugins=NodeRestriction --allow-privileged=true \
    --kubelet-client-certificate="$run/pki/admin.crt" --kubelet-client-key="$run/pki/admin.key" \
    --kubelet-certificate-authority="$run/pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --service-cluster-ip-range="$services" --service-account-issuer=https://kubernetes.default.svc \
    --service-account-signing-key-file="$run/pki/sa.key" --service-account-key-file="$run/pki/sa.pub"
  wait_for 300 "the API server" kubectl get --raw /readyz
  start controllers "$bin/kube-controller-manager" --kubeconfig="$run/pki/controllers.kubeconfig" --leader-elect=false \
    --use-service-account-credentials --root-ca-file="$run/pki/ca.crt" --service-account-private-key-file="$run/pki/sa.key" \
    --flex-volume-plugin-dir="$data/volume-plugins"
  start scheduler "$bin/kube-scheduler" --kubeconfig="$run/pki/scheduler.kubeconfig" --leader-elect=false
}

worker() {
  make_groups
  keep_kernel
  : >"$run/resolv.conf"
  cat >"$run/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
containerRuntimeEndpoint: unix://$run/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$group
failSwapOn: false
authentication: {x509: {clientCAFile: $run/pki/ca.crt}, webhook: {enabled: true}, anonymous: {enabled: false}}
authorization: {mode: Webhook}
tlsCertFile: $run/pki/kubelet.crt
tlsPrivateKeyFile: $run/pki/kubelet.key
address: $node
healthzPort: 0
resolvConf: $run/resolv.conf
podLogsDir: $data/pod-logs
volumePluginDir: $data/volume-plugins
enforceNodeAllocatable: []
evictionHard: {memory.available: "0%", nodefs.available: "0%", imagefs.available: "0%"}
imageGCHighThresholdPercent: 100
maxPods: 230
podPidsLimit: -1
serializeImagePulls: false
syncFrequency: 10s
YAML
  start kubelet nsenter --mount="/proc/$(cat "$run/containerd.pid")/ns/mnt" -- "$bin/kubelet" --config="$run/kubelet.yaml" --kubeconfig="$run/pki/kubelet.kubeconfig" \
    --root-dir="$data/kubelet" --hostname-override="$prefix" --node-ip="$node"
  # All traffic to services is masqueraded: otherwise, an answer between two pods of one bridge bypasses the translation.
  start kube-proxy "$bin/kube-proxy" --kubeconfig="$run/pki/kube-proxy.kubeconfig" --hostname-override="$prefix" \
    --cluster-cidr="$pods" --proxy-mode=iptables --masquerade-all --conntrack-max-per-core=0 \
    --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0
  wait_for 300 "the node to be ready" node_ready
}

node_ready() {
  [ "$(kubectl get node "$prefix" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]
}

kubectl() {
  "$bin/kubectl" --kubeconfig="$kubeconfig" "$@"
}
