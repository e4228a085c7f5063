/// What users and administrators set once in files, and where each value came from.
@NullMarked
package io.jupyterflow.core.settings;

import org.jspecify.annotations.NullMarked;
