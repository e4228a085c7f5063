package io.jupyterflow.argo.cluster;

import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A validating webhook of a namespace, as policy engines have one: a pod that says no to every
/// Workflow, with a reason. Closing it takes its registration away; its pod goes with the
/// namespace.
final class AdmissionHook implements AutoCloseable {

  static final String NAME = "images.policy.example";
  static final String REASON = "images must come from the registry of the team";

  private static final String SERVER =
      """
      import http.server, json, os, ssl

      class Hook(http.server.BaseHTTPRequestHandler):
          def do_POST(self):
              asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
              body = json.dumps({"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "response": {
                  "uid": asked["request"]["uid"], "allowed": False, "status": {"message": os.environ["REASON"]}}}).encode()
              self.send_response(200)
              self.send_header("Content-Type", "application/json")
              self.send_header("Content-Length", str(len(body)))
              self.end_headers()
              self.wfile.write(body)

      open("/tmp/both.pem", "w").write(os.environ["PEM"])
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      context.load_cert_chain("/tmp/both.pem")
      server = http.server.ThreadingHTTPServer(("", 8443), Hook)
      server.socket = context.wrap_socket(server.socket, server_side=True)
      server.serve_forever()
      """;

  private static final String HOOKS =
      "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";

  private final RealCluster cluster;

  private AdmissionHook(RealCluster cluster) {
    this.cluster = cluster;
  }

  /// @param folder where the server's key is made
  static AdmissionHook in(RealCluster cluster, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    String host = "hook." + cluster.namespace() + ".svc";
    KeyStore store = store(folder.resolve("hook.p12"), host);
    String certificate = pem("CERTIFICATE", store.getCertificate("hook").getEncoded());
    String key = pem("PRIVATE KEY", store.getKey("hook", "changeit".toCharArray()).getEncoded());
    String core = "/api/v1/namespaces/" + cluster.namespace();
    cluster.administrator().create(core + "/pods", pod(certificate + key));
    cluster.administrator().create(core + "/services", service());
    cluster.administrator().create(HOOKS, registration(cluster.namespace(), certificate));
    return new AdmissionHook(cluster);
  }

  private static KeyStore store(Path file, String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hook",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=hook",
                "-ext",
                "san=dns:" + host,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    return store;
  }

  private static String pem(String what, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  private static KubeObject pod(String pem) {
    return new KubeObject(
        Map.of(
            "metadata", Map.of("name", "hook", "labels", Map.of("app", "hook")),
            "spec",
                Map.of(
                    "containers",
                    List.of(
                        Map.of(
                            "name", "hook",
                            "image", "localhost/jupyterflow-notebook:e2e",
                            "imagePullPolicy", "IfNotPresent",
                            "command", List.of("python3", "-c", SERVER),
                            "env",
                                List.of(
                                    Map.of("name", "PEM", "value", pem),
                                    Map.of("name", "REASON", "value", REASON)))))));
  }

  private static KubeObject service() {
    return new KubeObject(
        Map.of(
            "metadata", Map.of("name", "hook"),
            "spec",
                Map.of(
                    "selector", Map.of("app", "hook"),
                    "ports", List.of(Map.of("port", 443, "targetPort", 8443)))));
  }

  private static KubeObject registration(String namespace, String certificate) {
    String authority =
        Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8));
    return new KubeObject(
        Map.of(
            "metadata", Map.of("name", namespace),
            "webhooks",
                List.of(
                    Map.of(
                        "name", NAME,
                        "admissionReviewVersions", List.of("v1"),
                        "sideEffects", "None",
                        "clientConfig",
                            Map.of(
                                "caBundle",
                                authority,
                                "service",
                                Map.of("namespace", namespace, "name", "hook")),
                        "namespaceSelector",
                            Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", namespace)),
                        "rules",
                            List.of(
                                Map.of(
                                    "apiGroups", List.of("argoproj.io"),
                                    "apiVersions", List.of("*"),
                                    "operations", List.of("CREATE"),
                                    "resources", List.of("workflows")))))));
  }

  @Override
  public void close() {
    try {
      cluster.administrator().delete(HOOKS + "/" + cluster.namespace());
    } catch (KubeException.Unanswered e) {
      throw new AssertionError("the webhook " + cluster.namespace() + " is left behind", e);
    }
  }
}
