# Argo's own database. Some clusters keep the states of a run's jobs in one, where only the controller reads them.
# Off, until a test needs it.

database() { # on|off: if on, the controller keeps the states of all runs there, even of small ones
  case ${1-} in
    on) database_on ;;
    off) database_off ;;
    *) fail "database on|off" ;;
  esac
}

postgres_programs() { # prints the folder of the programs
  local found=(/usr/lib/postgresql/*/bin)
  [ -x "${found[-1]}/postgres" ] && echo "${found[-1]}"
}

database_on() {
  local programs
  if ! postgres_programs >/dev/null; then
    echo '   installing postgresql'
    install postgresql
  fi
  programs=$(postgres_programs)
  if [ ! -d "$data/database" ]; then
    mkdir -p "$data/database"
    openssl rand -hex 16 >"$data/database/password"
    chown -R 65534:65534 "$data/database"
    as_nobody "$programs/initdb" --username=argo --pwfile="$data/database/password" --auth=scram-sha-256 --no-sync \
      --no-locale --encoding=UTF8 "$data/database/files" >"$run/database.log"
  fi
  # It overwrites its environment, and the mark with it. The marked process above holds it, and both end together.
  start database unshare --pid --fork --kill-child setpriv --reuid=65534 --regid=65534 --clear-groups --pdeathsig KILL \
    "$programs/postgres" -D "$data/database/files" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off
  wait_for 60 "the database" as_argo "$programs/psql" -h 127.0.0.1 -U argo -d postgres -c 'select 1'
  as_argo "$programs/createdb" -h 127.0.0.1 -U argo argo 2>/dev/null || true # it may exist
  kubectl -n argo create secret generic database --from-literal=user=argo \
    --from-literal=password="$(cat "$data/database/password")" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  persistence "$(jq -n '{nodeStatusOffLoad: true, clusterName: "e2e", postgresql: {
    host: "127.0.0.1", port: 5432, database: "argo", tableName: "argo_workflows", ssl: false,
    userNameSecret: {name: "database", key: "user"}, passwordSecret: {name: "database", key: "password"}}}')"
  stop argo
  ALWAYS_OFFLOAD_NODE_STATUS=true argo_controller
}

database_off() { # first delete the runs whose states are in it
  stop argo
  persistence null
  kubectl -n argo delete secret database --ignore-not-found >/dev/null
  stop database
  rm -rf "$data/database"
  argo_controller
}

persistence() { # JSON|null: the controller's setting of that name
  kubectl -n argo patch configmap workflow-controller-configmap --type=merge \
    -p "$(jq -n --arg text "$1" '{data: {persistence: (if $text == "null" then null else $text end)}}')" >/dev/null
}

as_nobody() {
  setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

as_argo() { # runs a client of the database
  PGPASSWORD=$(cat "$data/database/password") inside "$@"
}
