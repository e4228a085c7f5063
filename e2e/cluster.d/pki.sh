# Keys and certificates: one authority, and one certificate for each client of the API server. RSA with 2048 bits, kubeadm's
# default, so that a handshake costs clients the same as elsewhere.

pki() {
  [ -f "$kubeconfig" ] && return
  mkdir -p "$run/pki"
  cd "$run/pki"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 365 \
    -subj "/CN=$group" 2>/dev/null
  openssl genrsa -out sa.key 2048 2>/dev/null
  openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
  certificate apiserver /CN=kube-apiserver \
    "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:localhost,IP:$api_service,IP:$node,IP:$link.2,IP:127.0.0.1"
  certificate kubelet "/O=system:nodes/CN=system:node:$prefix" "DNS:$prefix,IP:$node"
  identity kubelet
  client admin /O=system:masters/CN=admin
  client controllers /CN=system:kube-controller-manager
  client scheduler /CN=system:kube-scheduler
  client kube-proxy /CN=system:kube-proxy
  # A program that runs as a pod elsewhere has the name of its service account, and so only that account's permissions.
  client argo "/CN=system:serviceaccount:argo:argo"
  client hub "/CN=system:serviceaccount:$hub_namespace:hub"
  chmod 600 ./*.key ./*.kubeconfig
  cp admin.kubeconfig "$kubeconfig.part"
  mv "$kubeconfig.part" "$kubeconfig"
}

certificate() { # NAME SUBJECT NAMES
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out "$1.crt" \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth' "$3") 2>/dev/null
  rm "$1.csr"
}

client() { # NAME SUBJECT
  certificate "$1" "$2" "DNS:$1"
  identity "$1"
}

identity() { # NAME: its kubeconfig
  cat >"$1.kubeconfig" <<YAML
apiVersion: v1
kind: Config
clusters: [{name: $prefix, cluster: {server: "$api", certificate-authority-data: $(base64 -w0 ca.crt)}}]
users: [{name: $1, user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}}]
contexts: [{name: $prefix, context: {cluster: $prefix, user: $1, namespace: $hub_namespace}}]
current-context: $prefix
YAML
}
