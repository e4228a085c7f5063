/// YAML files as users write them: a tree whose every part knows its place, and mistakes explained.
@NullMarked
package io.jupyterflow.core.yaml;

import org.jspecify.annotations.NullMarked;
