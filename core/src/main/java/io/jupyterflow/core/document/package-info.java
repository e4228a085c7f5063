/// The published JSON and YAML documents (apiVersion jupyterflow/v1).
@NullMarked
package io.jupyterflow.core.document;

import org.jspecify.annotations.NullMarked;
