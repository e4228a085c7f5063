# fish completion for jupyterflow: jupyterflow completion fish | source
function __jupyterflow_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (command $words[1] __complete -- $words[2..-1] 2>/dev/null)
    if contains -- :files $found
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $found
    end
end
complete -c jupyterflow -f -a '(__jupyterflow_complete)'
