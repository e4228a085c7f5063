/// `env show`: what a job would have, item by item, and why.
@NullMarked
package io.jupyterflow.cli.command.env;

import org.jspecify.annotations.NullMarked;
