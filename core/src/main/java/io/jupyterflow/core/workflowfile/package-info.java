/// Workflow files: from YAML to a plan, every mistake with its place.
@NullMarked
package io.jupyterflow.core.workflowfile;

import org.jspecify.annotations.NullMarked;
