package io.jupyterflow.core.diagnosis;

/// How a package or a program that a job lacks gets to where jobs are.
public interface Packages {

  /// Jobs run in the environment that the user has, too.
  Packages HERE =
      new Packages() {
        @Override
        public String python(String python, String module, String distribution) {
          return "Install it in the environment of the job: "
              + python
              + " -m pip install "
              + distribution;
        }

        @Override
        public String other(String install, String variable) {
          return "Install it: " + install;
        }

        @Override
        public String program(String name) {
          return "Check its spelling, install it, or activate the environment that has it before"
              + " you start the run.";
        }
      };

  /// What to do about a module that Python did not find.
  ///
  /// @param python the interpreter of the job
  /// @param distribution what to install
  String python(String python, String module, String distribution);

  /// What to do about a package of another language.
  ///
  /// @param install what installs it where one is
  /// @param variable what names the folder that it is looked for in
  String other(String install, String variable);

  /// What to do about a program that was not found.
  ///
  /// @param name as the job calls it; empty where that is not known
  String program(String name);
}
