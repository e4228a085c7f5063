"""Writes container images as OCI archives, without a container tool.

A layer is a plain tar. `layer` compresses one into a blob named by its digest; `image` writes an archive
of a configuration and those blobs. Blobs that the receiving store already has may be left out, so a small
layer on a big base is loaded in a second.

Usage: oci.py layer TAR BLOBS_DIR                      prints the blob's digest and the tar's
       oci.py image OUT NAME BLOBS_DIR CONFIG_JSON [--omit DIGEST]… LAYER…     LAYER = DIGEST:DIFF_ID (hex)
"""

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile

LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


class Hashing:
    """A file that hashes what passes through it."""

    def __init__(self, file):
        self.file, self.hash = file, hashlib.sha256()

    def read(self, size=-1):
        data = self.file.read(size)
        self.hash.update(data)
        return data

    def write(self, data):
        self.hash.update(data)
        return self.file.write(data)

    def flush(self):
        self.file.flush()


def layer(tar, blobs):
    os.makedirs(blobs, exist_ok=True)
    part = os.path.join(blobs, f".part-{os.getpid()}")
    with open(tar, "rb") as source, open(part, "wb") as target:
        plain, packed = Hashing(source), Hashing(target)
        with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=1, mtime=0) as out:
            while block := plain.read(1 << 20):
                out.write(block)
    digest = packed.hash.hexdigest()
    os.rename(part, os.path.join(blobs, digest))
    print(f"{digest}:{plain.hash.hexdigest()}")


def image(out, name, blobs, config, layers, omit):
    config = json.dumps(
        {
            "architecture": "arm64" if os.uname().machine == "aarch64" else "amd64",
            "os": "linux",
            "config": json.loads(config),
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{one.split(':')[1]}" for one in layers]},
        }
    ).encode()
    digests = [one.split(":")[0] for one in layers]
    manifest = json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": described("application/vnd.oci.image.config.v1+json", config),
            "layers": [
                {"mediaType": LAYER, "digest": f"sha256:{one}", "size": os.path.getsize(os.path.join(blobs, one))}
                for one in digests
            ],
        }
    ).encode()
    index = described("application/vnd.oci.image.manifest.v1+json", manifest)
    index["annotations"] = {"io.containerd.image.name": name, "org.opencontainers.image.ref.name": name.split(":")[-1]}
    with tarfile.open(out, "w") as archive:
        add(archive, "oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
        for blob in (config, manifest):
            add(archive, "blobs/sha256/" + hashlib.sha256(blob).hexdigest(), blob)
        for one in dict.fromkeys(digests):
            if one not in omit:
                archive.add(os.path.realpath(os.path.join(blobs, one)), "blobs/sha256/" + one, filter=plain_owner)
        add(archive, "index.json", json.dumps({"schemaVersion": 2, "manifests": [index]}).encode())


def described(kind, blob):
    return {"mediaType": kind, "digest": "sha256:" + hashlib.sha256(blob).hexdigest(), "size": len(blob)}


def plain_owner(entry):
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def add(archive, path, content):
    entry = tarfile.TarInfo(path)
    entry.size, entry.mode = len(content), 0o644
    archive.addfile(entry, io.BytesIO(content))


def main(arguments):
    if arguments[0] == "layer":
        layer(*arguments[1:])
        return
    out, name, blobs, config, *rest = arguments[1:]
    omit, layers = set(), []
    while rest:
        if rest[0] == "--omit":
            omit.add(rest[1])
            rest = rest[2:]
        else:
            layers.append(rest.pop(0))
    image(out, name, blobs, config, layers, omit)


main(sys.argv[1:])
