# A JupyterHub with KubeSpawner, as processes of this machine in the cluster's network. The permissions of the notebook and
# of jobs are those of deploy/base, and no more.

hub_key() {
  printf 'hub-%s' "$(cat "$here/cluster.d/hub/requirements.txt" "$here/cluster.d/hub/package.json" | sha256sum | cut -c1-12)"
}

build_hub() { # DIR; a virtual environment can't be moved, so its programs are called through Python
  python3 -m venv "$1/python"
  "$1/python/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/cluster.d/hub/requirements.txt"
  mkdir -p "$1/proxy"
  cp "$here/cluster.d/hub/package.json" "$1/proxy/"
  npm install --prefix "$1/proxy" --silent --no-audit --no-fund --omit=dev >/dev/null
}

hub_up() {
  local user mode secret tools
  tools=$cache/$(hub_key)
  kubectl create namespace "$hub_namespace" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  kubectl apply -k "$root/deploy/base" >/dev/null
  kubectl apply -n "$hub_namespace" -f "$here/cluster.d/hub/roles.yaml" >/dev/null
  for user in "${users[@]}"; do
    mode=ReadWriteMany
    [ "$user" != carol ] || mode=ReadWriteOnce
    mkdir -p "$data/homes/$user"
    chmod 777 "$data/homes/$user"
    home_volume "$user" "$mode" | kubectl apply -f - >/dev/null
  done
  mkdir -p "$run/hub"
  chmod 700 "$run/hub"
  for secret in token cookie proxy; do
    [ -s "$run/hub/$secret" ] || (umask 077 && openssl rand -hex 32 >"$run/hub/$secret")
  done
  start hub env -C "$run/hub" KUBECONFIG="$run/pki/hub.kubeconfig" HUB_ADDRESS="$node" PROXY_ADDRESS="$link.2" \
    HUB_NAMESPACE="$hub_namespace" HUB_IMAGE="$notebook_image" CONFIGPROXY_AUTH_TOKEN="$(cat "$run/hub/proxy")" \
    PROXY_COMMAND="$tools/proxy/node_modules/.bin/configurable-http-proxy" \
    "$tools/python/bin/python" -m jupyterhub --config "$here/cluster.d/hub/jupyterhub_config.py"
  wait_for 300 "the hub" hub_call GET /
}

home_volume() { # USER MODE: creates the volume and its claim before KubeSpawner asks for one of the same name
  cat <<YAML
apiVersion: v1
kind: PersistentVolume
metadata: {name: home-$1}
spec:
  capacity: {storage: 1Gi}
  accessModes: [$2]
  storageClassName: homes
  persistentVolumeReclaimPolicy: Retain
  claimRef: {namespace: $hub_namespace, name: claim-$1}
  hostPath: {path: $data/homes/$1, type: Directory}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: claim-$1, namespace: $hub_namespace}
spec:
  accessModes: [$2]
  storageClassName: homes
  volumeName: home-$1
  resources: {requests: {storage: 1Gi}}
YAML
}

hub_call() { # METHOD PATH
  curl -fsS --noproxy '*' --max-time 30 -X "$1" -H "Authorization: token $(cat "$run/hub/token")" "$hub_api$2"
}

spawn() { # USER: starts the user's server and waits until it answers
  is_user "$1"
  server_ready "$1" && return
  hub_call POST "/users/$1" >/dev/null 2>&1 || true
  hub_call POST "/users/$1/server" >/dev/null 2>&1 || true
  wait_for 360 "the server of $1" server_ready "$1"
}

unspawn() { # USER: stops the user's server; keeps the home
  is_user "$1"
  hub_call DELETE "/users/$1/server" >/dev/null 2>&1 || true
  wait_for 180 "the server of $1 to end" server_gone "$1"
}

server_ready() {
  [ "$(hub_call GET "/users/$1" 2>/dev/null | jq -r '.servers[""].ready')" = true ]
}

server_gone() {
  [ "$(hub_call GET "/users/$1" 2>/dev/null | jq -r '.servers | length')" = 0 ] && ! kubectl -n "$hub_namespace" get pod "jupyter-$1"
}

is_user() {
  [[ " ${users[*]} " = *" ${1-} "* ]] || fail "no user ${1-}: there are ${users[*]}"
}

inside_pod() { # USER COMMAND…: runs it in the user's notebook, in their home
  local user=$1 tty=()
  shift
  is_user "$user"
  [ -t 0 ] && tty=(--tty)
  kubectl -n "$hub_namespace" exec --stdin ${tty[@]+"${tty[@]}"} "jupyter-$user" -c notebook -- "$@"
}
