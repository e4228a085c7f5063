"""Prints the keys of etcd whose values contain the text on standard input, also inside packed plans of runs.

Run it in the cluster's network: e2e/cluster inside python3 e2e/cluster.d/check/etcd_keys.py <secret
"""

import base64
import gzip
import json
import re
import sys
import urllib.request

RANGE = "http://127.0.0.1:2379/v3/kv/range"
PACKED = re.compile(rb"H4sI[A-Za-z0-9+/]+=*")


def pairs():
    """Every key and value. Pages of 500: values are up to a megabyte."""
    start = b"\0"
    while True:
        body = {"key": base64.b64encode(start).decode(), "range_end": "AA==", "limit": 500}
        request = urllib.request.Request(RANGE, json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            page = json.load(answer)
        for pair in page.get("kvs", []):
            key = base64.b64decode(pair["key"])
            yield key, base64.b64decode(pair.get("value", ""))
            start = key + b"\0"
        if not page.get("more"):
            return


def holds(value, secret):
    if secret in value:
        return True
    for packed in PACKED.findall(value):
        try:
            if secret in gzip.decompress(base64.b64decode(packed)):
                return True
        except (OSError, EOFError, ValueError):
            continue
    return False


def main():
    secret = sys.stdin.buffer.read().strip()
    if len(secret) < 8:
        sys.exit("a secret of at least 8 bytes on standard input")
    seen = 0
    for key, value in pairs():
        seen += 1
        if holds(value, secret):
            print(key.decode())
    print(f"{seen} keys", file=sys.stderr)


main()
