package io.jupyterflow.kubernetes.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Trust in the certificates of one file, and in no others.
final class CertificateTrust {

  private CertificateTrust() {}

  /// How long a session may be taken up again, in seconds: longer than the standard allows, by
  /// which the JVM leaves the server's tickets unread. Connections are kept, so nothing would use
  /// them.
  private static final int NEVER_AGAIN = 8 * 24 * 60 * 60;

  /// Sockets that trust what the authorities in a PEM file signed.
  static SSLSocketFactory sockets(Path authorities) throws IOException, GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(authorities))) {
      for (Certificate each : certificates.generateCertificates(in)) {
        anchors.add(new TrustAnchor((X509Certificate) each, null));
      }
    }
    // without a key store between, which would be made, filled and read for nothing
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(false); // a cluster's authority publishes no lists
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(parameters));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    context.getClientSessionContext().setSessionTimeout(NEVER_AGAIN);
    return context.getSocketFactory();
  }
}
