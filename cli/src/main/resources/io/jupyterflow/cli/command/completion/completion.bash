# bash completion for jupyterflow: source <(jupyterflow completion bash)
_jupyterflow() {
  local line files=
  local -a words
  # ":" and "=" break words in readline; the word before the cursor is used as typed
  words=("${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = :files ]; then
      files=1
    else
      COMPREPLY+=("$line")
    fi
  done < <("${COMP_WORDS[0]}" __complete -- "${words[@]}" 2>/dev/null)
  if [ -n "$files" ]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
  fi
}
complete -F _jupyterflow jupyterflow ./jupyterflow
