/** What lib.sh has for Redis: its nodes, its cluster, and how it is asked. */
export const REDIS_LIB = `revive() { STATE[$1]=up; docker compose start "redis-$1"; }

wipe() { # a new machine under the old address: it has forgotten the cluster too
  stop "$1"
  docker compose run --rm --no-deps --entrypoint sh "redis-$1" -c 'rm -rf /data/*'
}

# --- The cluster -----------------------------------------------------------

cli() { docker compose exec -T clients timeout "\${PATIENCE:-300}" redis-cli "$@"; }

somebody() { # the address of a node that runs
  local node
  for node in "\${NODES[@]}"; do
    if is_up "$node"; then echo "\${ADDRESS[$node]}"; return; fi
  done
  echo "\${ADDRESS[\${NODES[0]}]}"
}

id_of() { cli -h "\${ADDRESS[$1]}" CLUSTER MYID; }
weigh() { cli --cluster rebalance "$(somebody):6379" --cluster-use-empty-masters --cluster-weight "$(id_of "$1")=$2"; }
rebalance() { cli --cluster rebalance "$(somebody):6379" --cluster-use-empty-masters; }

wait_for() { # until it answers
  local tries
  for tries in $(seq 1 120); do
    if [ "$(cli -h "\${ADDRESS[$1]}" PING 2>/dev/null)" = PONG ]; then return; fi
    sleep 0.5
  done
  tell "$1 does not answer"
}

join() {
  local friend
  friend=$(somebody)
  docker compose up --detach "wire-$1" "redis-$1"
  STATE[$1]=up
  lay "$1"
  wait_for "$1"
  NODES+=("$1")
  cli --cluster add-node "\${ADDRESS[$1]}:6379" "$friend:6379"
  weigh "$1" "$2"
}

leave() { # it hands over its slots, and goes
  local id
  id=$(id_of "$1")
  cli --cluster rebalance "$(somebody):6379" --cluster-weight "$id=0"
  cli --cluster del-node "$(somebody):6379" "$id"
  stop "$1"
}

# --- Clients ---------------------------------------------------------------

ask() { # of whoever answers for it; nothing waits for the reply
  ( PATIENCE=10; reply=$(printf '%s\\n' "$1" | cli -c -h "$(somebody)" 2>&1); printf 'you> %s\\n%s\\n' "$1" "$reply" ) &
}

ask_at() { # of this node alone, which answers as a copy too
  ( PATIENCE=10; reply=$(printf 'READONLY\\n%s\\n' "$2" | cli -h "\${ADDRESS[$1]}" 2>&1); printf 'you> %s @%s\\n%s\\n' "$2" "$1" "$reply" ) &
}

feed() { docker compose exec -T clients redis-cli -c -h "$(somebody)" > /dev/null; } # from here on it reads commands
`;
