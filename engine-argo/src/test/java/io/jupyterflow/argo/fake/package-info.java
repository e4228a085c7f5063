/// A controller in the test's own process: it runs the jobs of Workflows as processes and writes
/// their nodes as Argo's does.
@NullMarked
package io.jupyterflow.argo.fake;

import org.jspecify.annotations.NullMarked;
