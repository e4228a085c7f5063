/// What people and programs read: tables, trees, durations, documents.
@NullMarked
package io.jupyterflow.cli.output;

import org.jspecify.annotations.NullMarked;
