"""The test hub: no passwords, one token for the tests, servers as pods with the permissions of deploy/base."""

import os

c = get_config()  # noqa: F821 - given by JupyterHub

hub = os.environ["HUB_ADDRESS"]
c.JupyterHub.bind_url = f"http://{os.environ['PROXY_ADDRESS']}:8000"
c.JupyterHub.hub_bind_url = f"http://{hub}:8081"
c.JupyterHub.hub_connect_url = f"http://{hub}:8081"
c.JupyterHub.cookie_secret_file = "cookie"
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
c.JupyterHub.cleanup_servers = False
c.ConfigurableHTTPProxy.command = [os.environ["PROXY_COMMAND"]]
c.ConfigurableHTTPProxy.should_start = True
c.Authenticator.allow_all = True
with open("token", encoding="ascii") as token:
    c.JupyterHub.services = [{"name": "tests", "api_token": token.read().strip()}]
c.JupyterHub.load_roles = [
    {"name": "tests", "services": ["tests"], "scopes": ["admin:users", "admin:servers", "access:servers", "tokens"]}
]

spawner = c.KubeSpawner
spawner.namespace = os.environ["HUB_NAMESPACE"]
spawner.image = os.environ["HUB_IMAGE"]
spawner.image_pull_policy = "IfNotPresent"
spawner.cmd = ["jupyterhub-singleuser"]
spawner.uid = 1000
spawner.gid = 100
spawner.fs_gid = 100
spawner.working_dir = "/home/jovyan"
spawner.pod_name_template = "jupyter-{username}"
spawner.service_account = "jupyterflow-user"
spawner.automount_service_account_token = True
# The claims exist already, each with the access mode of its user.
spawner.pvc_name_template = "claim-{username}"
spawner.storage_pvc_ensure = False
spawner.volumes = [
    {"name": "home", "persistentVolumeClaim": {"claimName": "{pvc_name}"}},
    {"name": "shm", "emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}},
]
spawner.volume_mounts = [{"name": "home", "mountPath": "/home/jovyan"}, {"name": "shm", "mountPath": "/dev/shm"}]
spawner.extra_labels = {"jupyterflow.dev/home": "{pvc_name}"}
spawner.cpu_guarantee = 0.05
spawner.mem_guarantee = "64M"
spawner.mem_limit = "1G"
spawner.environment = {"TEAM": "vision"}
spawner.start_timeout = 300
spawner.http_timeout = 300
