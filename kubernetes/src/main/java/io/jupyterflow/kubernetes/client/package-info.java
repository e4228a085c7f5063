/// The API server behind one small interface, and objects as trees of JSON.
@NullMarked
package io.jupyterflow.kubernetes.client;

import org.jspecify.annotations.NullMarked;
