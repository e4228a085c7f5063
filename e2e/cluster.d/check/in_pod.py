"""Runs inside a notebook with only its service account's token. Usage: in_pod.py rights|steps|text|cap"""

import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.request

ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/"
NAMESPACE = open(ACCOUNT + "namespace").read()
API = f"https://{os.environ['KUBERNETES_SERVICE_HOST']}:{os.environ['KUBERNETES_SERVICE_PORT']}"
WORKFLOWS = f"/apis/argoproj.io/v1alpha1/namespaces/{NAMESPACE}/workflows"
TLS = ssl.create_default_context(cafile=ACCOUNT + "ca.crt")

NEEDED = """get pods, list pods, watch pods, get pods/log, get persistentvolumeclaims, list events, create secrets,
get serviceaccounts jupyterflow-job,
create workflows.argoproj.io, get workflows.argoproj.io, list workflows.argoproj.io, watch workflows.argoproj.io,
update workflows.argoproj.io, delete workflows.argoproj.io, create cronworkflows.argoproj.io,
get cronworkflows.argoproj.io, list cronworkflows.argoproj.io, watch cronworkflows.argoproj.io,
update cronworkflows.argoproj.io, delete cronworkflows.argoproj.io"""
WITHHELD = """create pods, delete pods, create pods/exec, get secrets, list secrets, delete secrets, list nodes,
list persistentvolumeclaims, patch workflows.argoproj.io, create workflowtaskresults.argoproj.io,
create rolebindings.rbac.authorization.k8s.io, get configmaps, get serviceaccounts, list serviceaccounts"""


def call(method, path, body=None):
    request = urllib.request.Request(
        API + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + open(ACCOUNT + "token").read(), "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, context=TLS, timeout=30) as answer:
        return json.load(answer)


def allowed(right):
    verb, kind, *name = right.split()
    kind, _, group = kind.partition(".")
    resource, _, sub = kind.partition("/")
    asked = {"namespace": NAMESPACE, "verb": verb, "group": group, "resource": resource, "subresource": sub}
    asked |= {"name": name[0]} if name else {}
    review = {
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SelfSubjectAccessReview",
        "spec": {"resourceAttributes": asked},
    }
    return call("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)["status"]["allowed"]


def rights():
    def split(text):
        return [" ".join(one.split()) for one in text.split(",")]

    missing = [one for one in split(NEEDED) if not allowed(one)]
    surplus = [one for one in split(WITHHELD) if allowed(one)]
    assert not missing and not surplus, f"missing: {missing}, more than needed: {surplus}"
    print(f"   {len(split(NEEDED))} rights there, {len(split(WITHHELD))} withheld")


def workflow(tasks):
    """The form of a run's Workflow: one template, with the differences between jobs as a patch of the pod."""
    pod = call("GET", f"/api/v1/namespaces/{NAMESPACE}/pods/{os.environ['HOSTNAME']}")["spec"]
    image = next(one["image"] for one in pod["containers"] if one["name"] == "notebook")
    home = [one for one in pod["volumes"] if "persistentVolumeClaim" in one]
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": {"generateName": "check-", "namespace": NAMESPACE},
        "spec": {
            "entrypoint": "dag",
            "serviceAccountName": "jupyterflow-job",
            "securityContext": {"runAsUser": 1000, "runAsGroup": 100, "fsGroup": 100},
            "volumes": home,
            "templates": [
                {"name": "dag", "dag": {"tasks": tasks}},
                {
                    "name": "job",
                    "inputs": {"parameters": [{"name": "patch"}]},
                    "podSpecPatch": "{{inputs.parameters.patch}}",
                    "container": {
                        "image": image,
                        "imagePullPolicy": "IfNotPresent",
                        "command": ["false"],
                        "env": [{"name": "TEAM", "value": "vision"}],
                        "volumeMounts": [{"name": home[0]["name"], "mountPath": "/home/jovyan"}],
                    },
                },
            ],
        },
    }


def task(name, argv, **more):
    argv = [one.replace("$", "$$") for one in argv]
    patch = json.dumps({"containers": [{"name": "main", "command": argv}]}, ensure_ascii=False).replace(
        "{{", "\\u007b\\u007b"
    )
    return {"name": name, "template": "job", "arguments": {"parameters": [{"name": "patch", "value": patch}]}, **more}


def finish(tasks, seconds=300):
    name = call("POST", WORKFLOWS, workflow(tasks))["metadata"]["name"]
    try:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            status = call("GET", f"{WORKFLOWS}/{name}").get("status", {})
            if status.get("phase") in ("Succeeded", "Failed", "Error"):
                return status
            time.sleep(0.3)
        raise AssertionError(f"{name} not done after {seconds} s: {json.dumps(status)[:2000]}")
    finally:
        call("DELETE", f"{WORKFLOWS}/{name}")


def steps():
    begin = time.monotonic()
    status = finish([task("a", ["sh", "-c", "echo a"]), task("b", ["sh", "-c", "exit 3"], depends="a.Succeeded")])
    nodes = {one["displayName"]: one for one in status["nodes"].values()}
    assert nodes["a"]["phase"] == "Succeeded", nodes["a"]
    assert nodes["b"]["phase"] == "Failed" and nodes["b"]["outputs"]["exitCode"] == "3", nodes["b"]
    print(f"   two steps: {time.monotonic() - begin:.1f} s")


def text():
    sent = [
        "x y",
        "{{braces}}",
        "{{",
        "}}",
        "$(TEAM)",
        "$$(TEAM)",
        "$HOME `id`",
        "'\"\\",
        "one\ntwo\tthree",
        "한글 ✓ 🚀",
        "",
    ]
    got = os.path.expanduser("~/check-text.json")
    code = f"import json, sys; json.dump(sys.argv[1:], open({got!r}, 'w'))"
    status = finish([task("a", ["python3", "-c", code, *sent])])
    assert status["phase"] == "Succeeded", json.dumps(status)[:2000]
    with open(got) as file:
        arrived = json.load(file)
    os.remove(got)
    assert arrived == sent, f"sent {sent}\narrived {arrived}"


def cap():
    try:
        call("POST", WORKFLOWS + "?dryRun=All", workflow([task(f"t{n}", ["true"]) for n in range(201)]))
    except urllib.error.HTTPError as refused:
        said = refused.read().decode()
        assert refused.code == 422 and "must have at most 200 items" in said, said
    else:
        raise AssertionError("201 tasks were accepted: are these Argo's full CRDs?")


globals()[sys.argv[1]]()
