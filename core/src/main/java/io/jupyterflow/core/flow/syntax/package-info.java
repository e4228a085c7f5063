/// What a flow is made of: stages, groups and jobs, the words of a job, and whether it takes a
/// shell. Uses `text`, `brace` and `script`.
@NullMarked
package io.jupyterflow.core.flow.syntax;

import org.jspecify.annotations.NullMarked;
