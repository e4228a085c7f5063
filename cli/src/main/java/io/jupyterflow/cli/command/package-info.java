/// What commands share: flags and how they are read, where a flow comes from, exit codes. Each
/// command has a package of its own below this one, called like it.
@NullMarked
package io.jupyterflow.cli.command;

import org.jspecify.annotations.NullMarked;
