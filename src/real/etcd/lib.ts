/** What lib.sh has for etcd: its members, and how it is asked. */
export const ETCD_LIB = `# --- The cluster -----------------------------------------------------------

cli() { docker compose exec -T clients timeout "\${PATIENCE:-300}" etcdctl --command-timeout=5s "$@"; }
door() { printf 'http://%s:2379' "\${ADDRESS[$1]}"; }
gate() { printf 'http://%s:2380' "\${ADDRESS[$1]}"; }

everybody() { # the doors of all who run
  local node doors=''
  for node in "\${NODES[@]}"; do
    if is_up "$node"; then doors="$doors,$(door "$node")"; fi
  done
  printf '%s' "\${doors#,}"
}

member_of() { # its number among the members
  cli --endpoints "$(everybody)" member list | awk -F', ' -v gate="$(gate "$1")" '$4 == gate { print $1 }'
}

leader() { # the door of who leads
  local node
  for node in "\${NODES[@]}"; do
    if is_up "$node" && cli --command-timeout=1s --endpoints "$(door "$node")" endpoint status 2>/dev/null | grep -q ', true, '; then
      door "$node"
      return
    fi
  done
}

insist() { # until it is so, for a minute: etcd changes no members before all of them have heard each other for five seconds
  local tries
  for tries in $(seq 1 120); do
    if "$@" 2>/dev/null; then return 0; fi
    sleep 0.5
  done
  tell "refused for a minute: $*"
  return 1
}

answers() { cli --endpoints "$(door "$1")" get --consistency=s tables > /dev/null; }
wait_for() { insist answers "$1"; }
has_leader() { [ -n "$(leader)" ]; }

# Changes of members go on beside the storm, so that the next act comes at its instant.

invite() { cli --endpoints "$(everybody)" member add "$1" --learner --peer-urls "$(gate "$1")" > "config/$1.told"; }
expel() { cli --endpoints "$(everybody)" member remove "$(member_of "$1")"; }
promote() { cli --endpoints "$(everybody)" member promote "$(member_of "$1")"; }

enter() { # as a learner, and with a vote as soon as it has caught up
  insist invite "$1"
  {
    grep -v '^initial-cluster' "config/$1.yml"
    echo 'initial-cluster-token: ringside-storm'
    echo 'initial-cluster-state: existing'
    sed -n 's/^ETCD_INITIAL_CLUSTER="\\(.*\\)"$/initial-cluster: \\1/p' "config/$1.told"
  } > "config/$1.new"
  mv "config/$1.new" "config/$1.yml"
  docker compose up --detach --no-recreate "etcd-$1"
  docker compose start "etcd-$1"
  insist promote "$1"
}

declare -A BLANK=()

wipe() { # who has lost its disk has lost its vote and its promises too
  stop "$1"
  docker compose run --rm --no-deps --entrypoint sh "etcd-$1" -c 'rm -rf /data/*'
  BLANK[$1]=yes
}

revive() { # whoever is blank goes out, and comes in again as somebody new
  if [ -n "\${BLANK[$1]:-}" ]; then
    unset "BLANK[$1]"
    ( insist expel "$1" && enter "$1" ) &
  else
    docker compose start "etcd-$1"
  fi
  STATE[$1]=up
}

join() {
  docker compose up --detach "wire-$1"
  STATE[$1]=up
  lay "$1"
  enter "$1" &
  NODES+=("$1")
}

leave() {
  local node rest=()
  for node in "\${NODES[@]}"; do if [ "$node" != "$1" ]; then rest+=("$node"); fi; done
  ( insist expel "$1"; stop "$1" ) &
  STATE[$1]=down
  NODES=("\${rest[@]}")
}

hand_over() { # to this one, or to the first who follows
  (
    chief=$(leader)
    to=\${1:-}
    for node in "\${NODES[@]}"; do
      if [ -z "$to" ] && is_up "$node" && [ "$(door "$node")" != "$chief" ]; then to=$node; fi
    done
    cli --endpoints "$chief" move-leader "$(member_of "$to")"
  ) &
}

# --- Clients ---------------------------------------------------------------

ask() { # this node; nothing waits for the reply
  local node=$1
  shift
  ( PATIENCE=10; reply=$(cli --endpoints "$(door "$node")" "$@" 2>&1); printf 'you> %s @%s\\n%s\\n' "$*" "$node" "$reply" ) &
}

ask_if() { # this node for what is done at once, if it is so
  local node=$1 condition=$2
  shift 2
  (
    PATIENCE=10
    reply=$({ printf '%s\\n\\n' "$condition"; printf '%s\\n' "$@"; printf '\\n\\n'; } | cli --endpoints "$(door "$node")" txn 2>&1)
    printf 'you> if %s: %s @%s\\n%s\\n' "$condition" "$*" "$node" "$reply"
  ) &
}

status_of() { ask "$1" endpoint status --write-out=table; }

feed() { # one line after the other, each a program of its own
  # shellcheck disable=SC2016
  docker compose exec -T clients sh -c '
    doors=$0 reads=$1
    while read -r deed key value _; do
      place=items/Workload/key%3A\${key#key:}
      case $deed in
        GET) set -- get --consistency="$reads" "$place" ;;
        DEL) set -- del "$place" ;;
        *) set -- put "$place" "{\\"Key\\":\\"$key\\",\\"Value\\":\\"$value\\"}" ;;
      esac
      etcdctl --endpoints "$doors" --command-timeout=2s "$@" < /dev/null
    done' "$(everybody)" "$READS" > /dev/null 2>&1
}
`;
