/// All that is shipped, as one module of the runtime image: there the AOT cache does not depend on the
/// times of jar files, which an installer sets anew. dist/runtime adds what the jars' META-INF/services say.
open module io.jupyterflow {
  requires java.logging;
  requires java.net.http;
  requires java.xml;
  requires jdk.unsupported;

  exports io.jupyterflow.cli;

  // asked for, whether anybody provides it or not
  uses io.fabric8.kubernetes.api.builder.VisitorListener;
  uses io.fabric8.kubernetes.client.extension.ExtensionAdapter;
  uses java.nio.file.spi.FileSystemProvider;
  uses tools.jackson.databind.JacksonModule;
}
