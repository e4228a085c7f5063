@NullMarked
package io.jupyterflow.argo.engine;

import org.jspecify.annotations.NullMarked;
