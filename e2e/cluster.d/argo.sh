# Argo Workflows as its release installs it (full CRDs, its own roles), but the controller is a process here.

definitions() { # on|off: without them, the cluster has no Argo at all
  case ${1-} in
    on) argo_up ;;
    off) definitions_off ;;
    *) fail "definitions on|off" ;;
  esac
}

definitions_off() { # deletes all runs and schedules, too
  local kinds
  stop argo # without definitions, it would fill its log
  rm -f "$data/argo-installed"
  mapfile -t kinds < <(kubectl get crd -o name | grep '\.argoproj\.io$')
  [ ${#kinds[@]} -gt 0 ] || return 0
  # First their objects, and pods before those: later, no one could tell whose pods they are.
  if kubectl get --raw /apis/argoproj.io/v1alpha1/workflows?limit=1 >/dev/null 2>&1; then
    kubectl delete workflows,cronworkflows --all --all-namespaces --cascade=foreground --timeout=120s >/dev/null
  fi
  kubectl delete "${kinds[@]}" --timeout=120s >/dev/null
}

argo_up() {
  local manifests=$argo/manifests files
  if [ ! -e "$data/argo-installed" ]; then
    kubectl create namespace argo --dry-run=client -o yaml | kubectl apply -f - >/dev/null
    # Seven megabytes of definitions: kustomize or a validated apply would take half a minute.
    mapfile -t files < <(printf -- '--filename=%s\n' "$manifests"/base/crds/full/argoproj.io_*.yaml)
    kubectl create --validate=false "${files[@]}" >/dev/null 2>&1 ||
      kubectl apply --server-side --force-conflicts "${files[@]}" >/dev/null # some exist if an earlier `up` was interrupted
    argo_rights | kubectl apply --server-side --force-conflicts -f - >/dev/null
    # `kubectl wait` fails on a definition without any condition, and does not wait for one.
    wait_for 300 "Argo's definitions" kubectl wait --for=condition=Established --timeout=5s \
      crd/workflows.argoproj.io crd/cronworkflows.argoproj.io crd/workflowtaskresults.argoproj.io
    : >"$data/argo-installed"
  fi
  argo_controller
}

argo_rights() { # the controller's account, roles and settings, from the release
  local work=$run/argo
  rm -rf "$work"
  mkdir -p "$work"
  cp -r "$manifests"/cluster-install*/workflow-controller-rbac "$manifests/base/workflow-controller" "$work/"
  cat >"$work/kustomization.yaml" <<YAML
namespace: argo
resources:
- workflow-controller-rbac
- workflow-controller/workflow-controller-sa.yaml
- workflow-controller/workflow-controller-priorityclass.yaml
- workflow-controller/workflow-controller-configmap.yaml
YAML
  kubectl kustomize "$work"
  rm -r "$work"
}

# By default, the controller looks at a workflow again 10 s after a pod of it changed. With half a second, a test with
# three steps takes 15 s instead of 40; nothing else differs.
argo_controller() {
  start argo env LEADER_ELECTION_DISABLE=true LEADER_ELECTION_IDENTITY="$prefix" DEFAULT_REQUEUE_TIME="${DEFAULT_REQUEUE_TIME:-500ms}" \
    "$argo/bin/workflow-controller" --kubeconfig "$run/pki/argo.kubeconfig" --namespace argo \
    --executor-image "localhost/argoexec:v$argo_version" --executor-image-pull-policy IfNotPresent
}
