# Images, made without a registry: Debian with Python and JupyterLab as the base of a notebook, a thin layer on it where
# pip installed our wheel, and the two images that every pod needs (pause, argoexec).

notebook_image=localhost/jupyterflow-notebook:e2e
notebook_path=/opt/notebook/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

base_key() { # changes with everything that goes into the base
  printf 'notebook-%s' "$(cat "$here/cluster.d/image/requirements.txt" "$root/examples/digits/requirements.txt" \
    "$here/cluster.d/image/base" | sha256sum | cut -c1-12)"
}

build_base() { # DIR: makes blobs/ and `layer`, the digests of the one layer
  local out=$1
  # debootstrap's mounts end with this namespace, whatever happens in it.
  unshare --mount "$here/cluster.d/image/base" "$out/rootfs" "$here/cluster.d/image/requirements.txt" "$root/examples/digits/requirements.txt"
  tar -C "$out/rootfs" --numeric-owner --sort=name -cf "$out/base.tar" .
  python3 "$here/cluster.d/image/oci.py" layer "$out/base.tar" "$out/blobs" >"$out/layer"
  discard "$out/rootfs"
  rm "$out/base.tar"
}

build_pause() { # DIR: holds a pod's namespaces while its containers start and stop
  local out=$1
  go_env
  cd "$here/cluster.d/image"
  mkdir -p "$out/root"
  go build -trimpath -ldflags '-s -w' -o "$out/root/pause" pause.go
  simple_image "$out" localhost/pause:1 '{"Entrypoint":["/pause"]}'
}

build_argoexec() { # DIR
  local out=$1
  mkdir -p "$out/root/bin" "$out/root/etc" "$out/root/tmp"
  chmod 1777 "$out/root/tmp"
  cp "$cache/argo-$argo_version/bin/argoexec" "$out/root/bin/"
  printf 'root:x:0:0:root:/:/bin/false\nargo:x:8737:8737:argo:/tmp:/bin/false\n' >"$out/root/etc/passwd"
  simple_image "$out" "localhost/argoexec:v$argo_version" \
    '{"Entrypoint":["argoexec"],"User":"8737","Env":["PATH=/bin"],"WorkingDir":"/"}'
}

simple_image() { # DIR NAME CONFIG: DIR/root becomes DIR/image.tar
  tar -C "$1/root" --owner=0 --group=0 --numeric-owner --sort=name -cf "$1/layer.tar" .
  python3 "$here/cluster.d/image/oci.py" image "$1/image.tar" "$2" "$1/blobs" "$3" \
    "$(python3 "$here/cluster.d/image/oci.py" layer "$1/layer.tar" "$1/blobs")"
  discard "$1/root"
  rm -r "$1/layer.tar" "$1/blobs"
}

base_files() { # DIR: unpacks the base, for pip to install on
  tar -C "$1" --numeric-owner -xzf "$cache/$(base_key)/blobs/$(cut -d: -f1 "$cache/$(base_key)/layer")"
}

new_wheel() { # into $data/wheel: JUPYTERFLOW_WHEEL, or one made from the current sources
  discard "$data/wheel"
  mkdir -p "$data/wheel"
  if [ -n "${JUPYTERFLOW_WHEEL-}" ]; then
    [ -f "$JUPYTERFLOW_WHEEL" ] || fail "JUPYTERFLOW_WHEEL=$JUPYTERFLOW_WHEEL is no file"
    cp "$JUPYTERFLOW_WHEEL" "$data/wheel/"
  else
    "$root/dist/wheel" --quick "$data/wheel" >/dev/null
  fi
}

wheel() { # prints the path of the wheel in the notebook image
  local found=("$data"/wheel/*.whl)
  [ -f "${found[0]}" ] || fail "no notebook image was made yet"
  echo "${found[0]}"
}

notebook() { # makes the layer with our wheel again, and loads the image of servers and jobs
  local base work=$data/image layer omit=()
  base=$cache/$(base_key)
  in_cache "$(base_key)-files" base_files
  discard "$work"
  mkdir -p "$work/root" "$work/merging"
  new_wheel
  # Its mounts end with this namespace.
  unshare --mount "$here/cluster.d/image/install" "$base-files" "$work/root" "$work/merging" "$(wheel)"
  tar -C "$work/root" --numeric-owner --sort=name -cf "$work/layer.tar" .
  mkdir -p "$work/blobs"
  ln -s "$base"/blobs/* "$work/blobs/"
  layer=$(python3 "$here/cluster.d/image/oci.py" layer "$work/layer.tar" "$work/blobs")
  # The store keeps the base under its digest, so it is sent once.
  if containers content ls -q | grep -q "sha256:$(cut -d: -f1 "$base/layer")"; then
    omit=(--omit "$(cut -d: -f1 "$base/layer")")
  fi
  python3 "$here/cluster.d/image/oci.py" image "$work/image.tar" "$notebook_image" "$work/blobs" \
    "{\"User\":\"1000\",\"WorkingDir\":\"/home/jovyan\",\"Cmd\":[\"jupyterhub-singleuser\"],\"ExposedPorts\":{\"8888/tcp\":{}},
      \"Env\":[\"PATH=$notebook_path\",\"HOME=/home/jovyan\",\"VIRTUAL_ENV=/opt/notebook\",\"LANG=C.UTF-8\",\"SHELL=/bin/bash\"]}" \
    ${omit[@]+"${omit[@]}"} "$(cat "$base/layer")" "$layer"
  load "$work/image.tar"
  discard "$work"
}

pod_images() {
  in_cache pause-1 build_pause
  in_cache "argoexec-$argo_version" build_argoexec
}

load_missing() { # into a new cluster; an existing one keeps its images
  containers image ls -q >"$run/images"
  grep -qx localhost/pause:1 "$run/images" || load "$cache/pause-1/image.tar"
  grep -qx "localhost/argoexec:v$argo_version" "$run/images" || load "$cache/argoexec-$argo_version/image.tar"
  grep -qx "$notebook_image" "$run/images" || notebook
  : >"$run/images.ok"
}

load() { # FILE|IMAGE: an archive (OCI or `docker save`), or an image of docker or podman on this machine
  local archive=$1 tool
  if [ ! -f "$archive" ]; then
    archive=$data/load.tar
    for tool in docker podman; do
      command -v $tool >/dev/null && $tool image inspect "$1" >/dev/null 2>&1 && $tool save -o "$archive" "$1" && break
    done
    [ -f "$archive" ] || fail "no file $1, and neither docker nor podman here has an image of that name"
  fi
  containers image import "$archive" | sed 's/^/   /'
  rm -f "$data/load.tar"
}

containers() { # our containerd, the namespace that the kubelet uses
  ctr --address "$run/containerd.sock" --namespace k8s.io "$@"
}
