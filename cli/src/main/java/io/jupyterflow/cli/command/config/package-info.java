/// `config`: the settings in force and where each comes from.
@NullMarked
package io.jupyterflow.cli.command.config;

import org.jspecify.annotations.NullMarked;
