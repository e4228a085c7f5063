#compdef jupyterflow
# zsh completion for jupyterflow: source <(jupyterflow completion zsh), after compinit
_jupyterflow() {
  local -a found
  found=("${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if (( ${found[(Ie):files]} )); then
    _files
    return
  fi
  compadd -- "${(@)found:#}"
}
compdef _jupyterflow jupyterflow
