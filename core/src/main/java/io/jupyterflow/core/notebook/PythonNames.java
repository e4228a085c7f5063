package io.jupyterflow.core.notebook;

import java.util.ArrayList;
import java.util.List;

/// The names of variables in a cell of Python, in the order they are used when it runs. Only an
/// assignment that is certain to run sets a name: one that begins its line. All else that has the
/// name, also in a text with braces, may read it. No parser of Python: what it can't tell is read.
final class PythonNames {

  /// What a colon follows that is not a type.
  private static final List<String> BLOCKS = List.of("else", "try", "finally");

  private static final List<String> WHOLE = List.of("%%time", "%%timeit", "%%capture");

  private final String code;
  private final List<NameUse> uses = new ArrayList<>();

  /// Of the statement at hand.
  private final List<Token> tokens = new ArrayList<>();

  /// Where its assignments are.
  private final List<Integer> equals = new ArrayList<>();

  private record Token(String name, int start) {}

  private PythonNames(String code) {
    this.code = code;
  }

  /// The uses of names in a cell.
  static List<NameUse> of(String source) {
    String first = source.stripLeading();
    boolean foreign = first.startsWith("%%") && WHOLE.stream().noneMatch(first::startsWith);
    PythonNames names = new PythonNames(source);
    if (foreign) {
      names.words(0, source.length());
      names.end(0, false);
    } else {
      names.scan();
    }
    return names.uses;
  }

  private void scan() {
    int depth = 0;
    int start = 0;
    boolean plain = isPlain(0);
    int at = 0;
    while (at < code.length()) {
      char c = code.charAt(at);
      if (c == '#') {
        at = endOfLine(at);
      } else if (c == '"' || c == '\'') {
        at = text(at);
      } else if (isStart(c)) {
        at = name(at, depth);
      } else if (c == '\\') {
        at += 2;
      } else if ((c == '\n' || c == ';') && depth == 0) {
        end(start, plain);
        plain = c == ';' ? plain : isPlain(at + 1);
        start = ++at;
      } else {
        if ("([{".indexOf(c) >= 0) {
          depth++;
        } else if (")]}".indexOf(c) >= 0) {
          depth = Math.max(0, depth - 1);
        } else if (c == '=' && depth == 0 && isAssignment(at)) {
          equals.add(at);
        }
        at++;
      }
    }
    end(start, plain);
  }

  /// Whether a statement that begins here is at the left margin, and Python.
  private boolean isPlain(int at) {
    return at < code.length() && (isStart(code.charAt(at)) || code.charAt(at) == '(');
  }

  private boolean isAssignment(int at) {
    boolean twice = at + 1 < code.length() && code.charAt(at + 1) == '=';
    return !twice && (at == 0 || "=!<>:+-*/%&|^@".indexOf(code.charAt(at - 1)) < 0);
  }

  /// Ends a statement: what it reads comes before what it sets.
  private void end(int start, boolean plain) {
    List<NameUse> set = new ArrayList<>();
    int targets = start;
    int next = 0;
    for (int equal : plain ? equals : List.<Integer>of()) {
      int names = endOfTarget(targets, equal);
      if (names < 0) {
        break;
      }
      for (; next < tokens.size() && tokens.get(next).start < equal; next++) {
        Token token = tokens.get(next);
        set.add(new NameUse(token.name, token.start < names));
      }
      targets = equal + 1;
    }
    for (Token token : tokens.subList(next, tokens.size())) {
      uses.add(new NameUse(token.name, false));
    }
    uses.addAll(set);
    tokens.clear();
    equals.clear();
  }

  /// Where the names end that an assignment sets, perhaps with a type after them: `a`, `a, b`, `a:
  /// int`. -1 where anything else is there.
  private int endOfTarget(int from, int equal) {
    int end = from;
    boolean hasName = false;
    boolean hasMore = false;
    for (; end < equal && code.charAt(end) != ':'; end++) {
      char c = code.charAt(end);
      if (!isPart(c) && " ,()*".indexOf(c) < 0) {
        return -1;
      }
      hasMore |= hasName && !isPart(c) && c != ' ';
      hasMore |= isPart(c) && hasName && !isPart(code.charAt(end - 1));
      hasName |= isPart(c);
    }
    boolean typed = end < equal;
    boolean block = typed && (hasMore || BLOCKS.contains(code.substring(from, end).strip()));
    return hasName && !block ? end : -1;
  }

  private int name(int from, int depth) {
    int to = endOfName(from);
    int before = from - 1;
    while (before >= 0 && code.charAt(before) == ' ') {
      before--;
    }
    int after = to;
    while (after < code.length() && code.charAt(after) == ' ') {
      after++;
    }
    boolean attribute = before >= 0 && code.charAt(before) == '.';
    boolean keyword =
        depth > 0 && after < code.length() && code.charAt(after) == '=' && isAssignment(after);
    if (!attribute && !keyword) {
      tokens.add(new Token(code.substring(from, to), from));
    }
    return to;
  }

  /// Passes a text over; the names in it count where code may be in it.
  private int text(int from) {
    String quote = code.substring(from, from + 1);
    String end = code.startsWith(quote.repeat(3), from) ? quote.repeat(3) : quote;
    int at = from + end.length();
    while (at < code.length() && !code.startsWith(end, at)) {
      if (end.length() == 1 && code.charAt(at) == '\n') {
        break;
      }
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    int to = Math.min(at, code.length());
    int begin = Math.min(from + end.length(), to);
    String text = code.substring(begin, to);
    boolean whole = !text.isEmpty() && isStart(text.charAt(0)) && endOfName(begin) == to;
    if (whole || text.indexOf('{') >= 0 || text.indexOf('@') >= 0 || text.indexOf('$') >= 0) {
      words(begin, to);
    }
    return Math.min(to + end.length(), code.length());
  }

  private void words(int from, int to) {
    int at = from;
    while (at < to) {
      if (isStart(code.charAt(at))) {
        int end = Math.min(endOfName(at), to);
        tokens.add(new Token(code.substring(at, end), at));
        at = end;
      } else {
        at++;
      }
    }
  }

  private int endOfLine(int from) {
    int end = code.indexOf('\n', from);
    return end < 0 ? code.length() : end;
  }

  private int endOfName(int from) {
    int at = from;
    while (at < code.length() && isPart(code.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
