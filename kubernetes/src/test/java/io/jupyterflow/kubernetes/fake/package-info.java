/// An API server in the test's own process.
@NullMarked
package io.jupyterflow.kubernetes.fake;

import org.jspecify.annotations.NullMarked;
