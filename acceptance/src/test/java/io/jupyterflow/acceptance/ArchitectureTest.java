package io.jupyterflow.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The shape of the code, held over all modules at once.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.jupyterflow");

  private static final String FLOW = "io.jupyterflow.core.flow";

  /// The packages behind the door of flows, from the ground up: each uses only those before it.
  private static final List<String> FLOW_LAYERS =
      List.of("script", "text", "brace", "syntax", "sweep", "check", "plan");

  @Test
  void enoughClassesAreSeenForTheRulesToMeanSomething() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
    for (String module : Set.of("core", "local", "kubernetes", "argo", "cli")) {
      assertThat(CLASSES.stream().map(JavaClass::getPackageName))
          .anyMatch(name -> name.startsWith("io.jupyterflow." + module));
    }
  }

  @Test
  void coreKnowsNoEngineAndNoCommandLine() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.jupyterflow.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.jupyterflow.local..",
                "io.jupyterflow.kubernetes..",
                "io.jupyterflow.argo..",
                "io.jupyterflow.cli.."));
  }

  /// What is true of any engine on Kubernetes holds without one.
  @Test
  void kubernetesKnowsNoEngineAndNoCommandLine() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.jupyterflow.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.jupyterflow.local..", "io.jupyterflow.argo..", "io.jupyterflow.cli.."));
  }

  @Test
  void enginesKnowNeitherTheCommandLineNorEachOther() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.jupyterflow.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.jupyterflow.cli..", "io.jupyterflow.argo..", "io.jupyterflow.kubernetes.."));
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.jupyterflow.argo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.jupyterflow.cli..", "io.jupyterflow.local.."));
  }

  @Test
  void packagesHaveNoCycles() {
    holds(slices().matching("io.jupyterflow.(*).(*)..").should().beFreeOfCycles());
  }

  @Test
  void packagesOfFlowsUseOnlyThoseBelowThem() {
    for (int layer = 0; layer < FLOW_LAYERS.size(); layer++) {
      List<String> above = new ArrayList<>(List.of(FLOW));
      for (String higher : FLOW_LAYERS.subList(layer + 1, FLOW_LAYERS.size())) {
        above.add(FLOW + "." + higher);
      }
      holds(
          noClasses()
              .that()
              .resideInAPackage(FLOW + "." + FLOW_LAYERS.get(layer))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above.toArray(String[]::new)));
    }
  }

  @Test
  void everyPackageOfFlowsHasItsLayer() {
    assertThat(
            CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(FLOW + "."))
                .map(name -> name.substring(FLOW.length() + 1))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(FLOW_LAYERS);
  }

  /// Files that state workflows are a second way to write flows: they begin with jobs that are
  /// split already. All others hand in a text and get a plan.
  @Test
  void flowsAreEnteredByTheirDoor() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(FLOW + "..", "io.jupyterflow.core.workflowfile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                FLOW + ".brace",
                FLOW + ".syntax",
                FLOW + ".sweep",
                FLOW + ".check",
                FLOW + ".plan"));
  }

  @Test
  void picocliStaysBehindTheSyntaxOfCommands() {
    holds(
        noClasses()
            .that()
            .haveNameNotMatching(
                "io\\.jupyterflow\\.cli\\.command\\."
                    + "(CommandSyntax|CommandParser|Arguments|ArgumentChecks)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli.."));
  }

  /// What is typed ends at the command's options: a command runs with values.
  @Test
  void onlyOptionsReadWhatIsTyped() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.jupyterflow.cli..")
            .and()
            .haveNameNotMatching(".*\\.(\\w+(Options|Flags|Arguments)|Arguments|CompleteCommand)")
            .should()
            .callMethodWhere(targetOwner(assignableTo("io.jupyterflow.cli.command.Arguments"))));
  }

  @Test
  void theClientLibraryForClustersStaysBehindItsPort() {
    holds(
        noClasses()
            .that()
            .haveNameNotMatching("io\\.jupyterflow\\.kubernetes\\.client\\.Kubeconfig(Api|Session)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.."));
  }

  @Test
  void foreignFunctionsStayWhereProcessesAreStarted() {
    onlyIn("java.lang.foreign..", "io.jupyterflow.local..", "io.jupyterflow.cli.terminal..");
  }

  @Test
  void nothingLogsThroughALibrary() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "java.lang.System$Logger"));
  }

  @Test
  void standardStreamsAreTouchedOnlyAtTheEdge() {
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.jupyterflow.cli.Main")
            .and()
            .doNotHaveFullyQualifiedName("io.jupyterflow.local.supervisor.SupervisorMain")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
  }

  /// What jobs, names, values and files say may hold what a terminal obeys: nobody prints beside
  /// the class that takes it out.
  @Test
  void allTextGoesToStreamsThroughOneClass() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.jupyterflow.cli..")
            .and()
            .doNotHaveFullyQualifiedName("io.jupyterflow.cli.terminal.TextStream")
            .and()
            .doNotHaveFullyQualifiedName("io.jupyterflow.cli.training.ServingMain")
            .should()
            .callMethodWhere(
                target(nameMatching("print.*|write.*|append|format"))
                    .and(targetOwner(assignableTo(PrintStream.class))))
            .orShould(callMethod(Throwable.class, "printStackTrace"))
            .orShould(callMethod(Throwable.class, "printStackTrace", PrintStream.class)));
  }

  @Test
  void onlyMainClassesEndTheProcess() {
    holds(
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .should(callMethod(System.class, "exit", int.class)));
  }

  @Test
  void namesSayWhatAClassIs() {
    holds(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager)(\\$.*)?")
            .because("such a name says nothing: name the thing or what it does"));
  }

  @Test
  void thereIsNoStaticMutableState() {
    holds(fields().that().areStatic().should().beFinal());
  }

  @Test
  void anOptionalIsReturnedNeverKept() {
    holds(noFields().should().haveRawType(Optional.class));
  }

  @Test
  void nobodyThrowsAGenericException() {
    holds(GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> p.getClasses().stream().anyMatch(c -> !isPackageInfo(c)))
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(p -> p.getName())
            .collect(Collectors.toSet());
    assertThat(unmarked).isEmpty();
  }

  @Test
  void testLibrariesStayInTests() {
    holds(
        classes()
            .should()
            .onlyDependOnClassesThat(
                not(resideInAPackage("org.junit.."))
                    .and(not(resideInAPackage("org.assertj..")))
                    .and(not(resideInAPackage("com.tngtech..")))));
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  private static void onlyIn(String library, String... users) {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(users)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }
}
