# Kubernetes and Argo, compiled from their published Go modules: this needs no image registry, and every machine gets the
# same versions. A result is in the cache under its version. It appears there by one rename, so an interrupted build leaves
# nothing that looks complete.

in_cache() { # KEY FUNCTION…: runs the function with a new folder's path, which then becomes $cache/KEY
  local key=$1 part
  shift
  [ -e "$cache/$key" ] && return
  mkdir -p "$cache"
  exec 8>"$cache/.$key.lock"
  flock 8
  if [ ! -e "$cache/$key" ]; then
    part=$cache/.part-$key
    discard "$part"
    mkdir -p "$part"
    "$@" "$part"
    mv "$part" "$cache/$key"
  fi
  exec 8>&-
}

discard() { # DIR: removes it, even if Go or a package made read-only files
  [ -e "$1" ] || return 0
  chmod -R u+w "$1" 2>/dev/null || true
  rm -rf "$1"
}

go_env() { # a Go newer than the machine's comes as a module, checked against the checksum database
  export GOFLAGS='-buildvcs=false -modcacherw' GOTOOLCHAIN=auto CGO_ENABLED=0 GOWORK=off
  local fetched=("$cache"/go-*/bin)
  [ ! -d "${fetched[0]}" ] || PATH=${fetched[0]}:$PATH
}

go_install() { # BIN LDFLAGS MOD: all `tool` lines of the go.mod in this folder
  GOBIN=$1 go install -mod="$3" -trimpath -ldflags "-s -w $2" tool
}

build_kubernetes() { # DIR
  local out=$1 work=$1/work listing module
  mkdir -p "$work"
  cd "$work"
  go_env
  listing=$(go mod download -json "k8s.io/kubernetes@v$kubernetes_version" | jq -r .GoMod)
  {
    printf 'module cluster\n\n'
    grep -E '^(go|godebug) ' "$listing"
    printf '\ntool (\n\tgo.etcd.io/etcd/server/v3\n'
    for module in kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl; do
      printf '\tk8s.io/kubernetes/cmd/%s\n' "$module"
    done
    printf ')\n\nrequire (\n\tk8s.io/kubernetes v%s\n' "$kubernetes_version"
    sed -n 's/^\t\(go\.etcd\.io\/etcd\/server\/v3 v[^ ]*\).*/\t\1/p' "$listing"
    # The go.mod of Kubernetes points its libraries at folders that the module lacks. They are published one by one, as
    # v0.MINOR.PATCH.
    printf ')\n\nreplace (\n'
    sed -n 's/^\t\(k8s\.io\/[^ ]*\) => \.\/staging\/.*/\1/p' "$listing" | while read -r module; do
      printf '\t%s => %s v0.%s\n' "$module" "$module" "${kubernetes_version#1.}"
    done
    printf ')\n'
  } >go.mod
  go mod tidy
  go_install "$out/bin" "-X k8s.io/component-base/version.gitVersion=v$kubernetes_version \
    -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$(cut -d. -f2 <<<"$kubernetes_version") \
    -X k8s.io/client-go/pkg/version.gitVersion=v$kubernetes_version" mod
  mv "$out/bin/server" "$out/bin/etcd"
  cd "$out"
  discard "$work"
}

build_argo() { # DIR
  local out=$1 work=$1/work module=github.com/argoproj/argo-workflows/v${argo_version%%.*} source
  mkdir -p "$work"
  cd "$work"
  go_env
  go mod init cluster 2>/dev/null
  go get -tool "$module/cmd/workflow-controller@v$argo_version" "$module/cmd/argoexec@v$argo_version" "$module/cmd/argo@v$argo_version"
  go mod vendor -e # it reports that the web page is missing
  source=$work/vendor/$module
  # The repository has these, the module does not: the built web page, and a symbolic link.
  mkdir -p "$source/ui/dist/app"
  [ -e "$source/ui/dist/app/index.html" ] || echo '<title>not built</title>' >"$source/ui/dist/app/index.html"
  [ -e "$source/workflow/executor/osspecific/signal_linux.go" ] ||
    cp "$source/workflow/executor/osspecific/signal_darwin.go" "$source/workflow/executor/osspecific/signal_linux.go"
  go_install "$out/bin" "-X $module.version=v$argo_version" vendor
  mkdir -p "$out/manifests"
  cp -r "$(go list -mod=mod -m -f '{{.Dir}}' "$module")/manifests/." "$out/manifests/"
  cd "$out"
  discard "$work"
}
