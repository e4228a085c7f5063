/// The API server behind one small interface, and objects as trees of JSON.
@NullMarked
package io.jupyterflow.argo.kube;

import org.jspecify.annotations.NullMarked;
