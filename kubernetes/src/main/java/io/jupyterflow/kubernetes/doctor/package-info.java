/// What `doctor` asks any cluster: whether it answers, who may do what, whether it takes the pods
/// of jobs, and what an administrator applies.
@NullMarked
package io.jupyterflow.kubernetes.doctor;

import org.jspecify.annotations.NullMarked;
