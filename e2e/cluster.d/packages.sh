# Installs missing Debian packages, only as root.

packages() {
  local missing=()
  need() { command -v "$1" >/dev/null || missing+=("$2"); }
  need containerd containerd
  need runc runc
  need debootstrap debootstrap
  need iptables iptables
  need conntrack conntrack
  need ip iproute2
  need nsenter util-linux
  need openssl openssl
  need curl curl
  need jq jq
  need npm npm
  need sysctl procps
  need go golang-go
  need python3 python3
  (cni_programs) >/dev/null 2>&1 || missing+=(containernetworking-plugins)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  if [ ${#missing[@]} -gt 0 ]; then
    [ "$(id -u)" = 0 ] || fail "missing packages, and not root to install them: ${missing[*]}"
    echo "   installing ${missing[*]}"
    install "${missing[@]}"
  fi
  newer_go
}

install() { # with its own archive folder, because some machines empty the common one between two steps
  local archives status=0
  archives=$(mktemp -d)
  mkdir "$archives/partial"
  # Services of the packages are not needed: the cluster has its own containerd.
  {
    apt-get update -qq &&
      RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dir::Cache::archives="$archives" "$@"
  } >"$archives/log" 2>&1 || {
    status=1
    tail -n 20 "$archives/log" >&2
  }
  rm -rf "$archives"
  return $status
}

newer_go() { # Go before 1.21 can't download a newer one by itself, but the newer one is a module like others
  local version=1.24.13 folder
  [ "$(go env GOVERSION 2>/dev/null | sed 's/^go1\.\([0-9]*\).*/\1/')" -lt 21 ] 2>/dev/null || return 0
  in_cache "go-$version" fetch_go "$version"
}

fetch_go() { # DIR after VERSION
  local folder
  folder=$(cd "$2" && GOFLAGS=-modcacherw go mod download -json "golang.org/toolchain@v0.0.1-go$1.linux-$(go env GOARCH)" | jq -r .Dir)
  cp -r "$folder/." "$2/"
  chmod -R u+x "$2/bin" "$2/pkg/tool"
}
