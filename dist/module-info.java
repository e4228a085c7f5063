/// The shipped program, as one module of the runtime image. There, the AOT cache does not depend on the time stamps of jar
/// files, which an installer changes. dist/runtime adds the services of the jars' META-INF/services.
open module io.jupyterflow {
  requires java.logging;
  requires java.net.http;
  requires java.xml;
  requires jdk.unsupported;

  exports io.jupyterflow.cli;

  // looked up, even if nothing provides it
  uses io.fabric8.kubernetes.api.builder.VisitorListener;
  uses io.fabric8.kubernetes.client.extension.ExtensionAdapter;
  uses java.nio.file.spi.FileSystemProvider;
  uses tools.jackson.databind.JacksonModule;
}
