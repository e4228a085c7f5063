/// All that is shipped, as one module of the runtime image: there the AOT cache does not depend on the
/// times of jar files, which an installer sets anew.
open module io.jupyterflow {
  requires jdk.unsupported;

  exports io.jupyterflow.cli;
}
