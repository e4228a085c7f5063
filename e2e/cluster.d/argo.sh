# Argo Workflows as its release installs it (full CRDs, its own roles), but the controller is a process here.

argo_up() {
  local work=$run/argo rbac
  rm -rf "$work"
  mkdir -p "$work"
  cp -r "$argo/manifests/base" "$work/base"
  for rbac in "$argo"/manifests/cluster-install*/workflow-controller-rbac; do
    cp -r "$rbac" "$work/rbac"
    break
  done
  cat >"$work/kustomization.yaml" <<YAML
namespace: argo
resources:
- base/crds/full
- rbac
- base/workflow-controller/workflow-controller-sa.yaml
- base/workflow-controller/workflow-controller-priorityclass.yaml
- base/workflow-controller/workflow-controller-configmap.yaml
YAML
  kubectl create namespace argo --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  kubectl apply --server-side --force-conflicts -k "$work" >/dev/null
  kubectl wait --for=condition=Established crd/workflows.argoproj.io crd/cronworkflows.argoproj.io \
    crd/workflowtaskresults.argoproj.io --timeout=60s >/dev/null
  argo_controller
}

# By default the controller looks at a workflow again 10 s after a pod of it changed. Half a second makes a
# test with three steps take 15 s instead of 40; nothing else about it differs.
argo_controller() {
  start argo env LEADER_ELECTION_DISABLE=true LEADER_ELECTION_IDENTITY="$prefix" DEFAULT_REQUEUE_TIME="${DEFAULT_REQUEUE_TIME:-500ms}" \
    "$argo/bin/workflow-controller" --kubeconfig "$run/pki/argo.kubeconfig" --namespace argo \
    --executor-image "localhost/argoexec:v$argo_version" --executor-image-pull-policy IfNotPresent
}
