package io.jupyterflow.argo.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.engine.SubmitOptions;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Words get through a model of the controller's and the kubelet's expansion as they are.
class EscapingTest {

  private static final long SEED = new Random().nextLong();
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final String[] PIECES = {
    "{",
    "{{",
    "}}",
    "{{x}}",
    "{{inputs.parameters.patch}}",
    "{{=1}}",
    "$",
    "$$",
    "$(HOME)",
    "$(",
    ")",
    "\"",
    "\\",
    "'",
    "\n",
    "\t",
    "\u0001",
    "\u007f",
    " ",
    "",
    "a",
    "한글",
    "é",
    "🐍",
    "\u200b",
    "\ue000",
    "\ud83e",
    "<&>",
    "\\u007b",
    "//",
    "-"
  };

  @Test
  void generatedWordsComeBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      List<String> argv = new ArrayList<>();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        StringBuilder word = new StringBuilder();
        for (int k = random.nextInt(6); k > 0; k--) {
          word.append(PIECES[random.nextInt(PIECES.length)]);
        }
        argv.add(word.toString());
      }
      assertThat(arrived(new Command.Exec(argv))).as("seed %s, try %s", SEED, i).isEqualTo(argv);
    }
  }

  @Test
  void aScriptComesBackByteForByte() {
    String script = "cd x\nfor i in $(seq 3)\ndo\n\techo $$ ${i} {{x}} # it's\ndone\n";
    assertThat(arrived(new Command.Shell(script, true)))
        .containsExactly("/bin/sh", "-e", "-c", script);
    assertThat(arrived(new Command.Shell(script))).containsExactly("/bin/sh", "-c", script);
  }

  @Test
  void noTextOfAUserIsATagAnywhereInAWorkflow() {
    Plan plan =
        new Plan(
            "{{plan}}",
            List.of(Job.of("a", new Command.Exec(List.of("{{a}}", "{{{b}}}")), List.of())));
    KubeObject workflow =
        WorkflowCompiler.compile(
                plan,
                SomeEnvironment.in("n", "X", "{{x}} $(Y)"),
                SubmitOptions.DEFAULT,
                "run-22222",
                "run-22222-s")
            .workflow();
    Matcher tags = TAG.matcher(JsonText.line(workflow.object("spec").tree()));
    List<String> found = new ArrayList<>();
    while (tags.find()) {
      found.add(tags.group(1));
    }
    assertThat(found).containsOnly("inputs.parameters.patch");
  }

  private static List<String> arrived(Command command) {
    Job job = Job.of("a", command, List.of());
    String patch = new JobPatch(KubeObject.EMPTY, "run").text(job, "a");
    assertThat(patch.chars()).allMatch(c -> c >= ' ' && c != 0x7f);
    // the controller puts the parameter into the template, quoted, and looks for tags again
    String template = JsonText.line(Map.of("podSpecPatch", patch));
    assertThat(template).doesNotContain("{{");
    String merged = KubeObject.parse(template).text("podSpecPatch");
    KubeObject container = KubeObject.parse(merged).objects("containers").getFirst();
    List<String> words = new ArrayList<>();
    if (container.tree().get("args") instanceof List<?> args) {
      args.forEach(word -> words.add(kubelet(String.valueOf(word))));
    }
    assertThat(words.getFirst()).isEqualTo("a");
    return words.subList(1, words.size());
  }

  /// As Kubernetes expands: `$$` is `$`, `$(NAME)` a variable, which here is always known.
  private static String kubelet(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '$' && next == '$') {
        out.append('$');
        i++;
      } else if (c == '$' && next == '(' && text.indexOf(')', i) > 0) {
        out.append("EXPANDED");
        i = text.indexOf(')', i);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
