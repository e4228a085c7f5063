/// workflow.yaml: from text to a plan, version 1 of the original included.
@NullMarked
package io.jupyterflow.core.workflowfile;

import org.jspecify.annotations.NullMarked;
