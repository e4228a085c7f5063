/// `completion`: the script that makes a shell complete our words.
@NullMarked
package io.jupyterflow.cli.command.completion;

import org.jspecify.annotations.NullMarked;
