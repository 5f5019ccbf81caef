/** lib.sh: what the scripts of the folder share. It is the same for every scenario of a system; what differs stands in cluster.sh. */
import type { Counterpart } from './counterpart.ts';

export const libOf = ({ prefix, lib }: Counterpart): string => `${LINKS}${nodesOf(prefix)}${lib}
${TRAFFIC}`;

const LINKS = `# What start.sh, storm.sh and stop.sh share. It is read by them and does nothing by itself.
# ADDRESS (by id), NODES, LATER (who joins in the storm), ALL, LAW (by from>to) and USUAL (of every other link) stand in cluster.sh.
set -u
export LC_ALL=C
cd "$(dirname "$0")" || exit 1
if [ -z "$EPOCHREALTIME" ]; then
  echo 'These scripts need bash 5 or newer.' >&2
  exit 1
fi
source ./cluster.sh
CLIENTS=0clients
declare -A STATE=()
for node in "\${LATER[@]}"; do STATE[$node]=away; done

tell() { printf '%s\\n' "$*" >&2; }
wire() { if [ "$1" = "$CLIENTS" ]; then echo clients-wire; else echo "wire-$1"; fi; }
on_wire() { docker compose exec -T "$(wire "$1")" sh; }
is_up() { [ "\${STATE[$1]:-up}" = up ]; }

# --- Links -----------------------------------------------------------------

place_of() { # its number among all, from 2 on: queue 1 is for everything else
  local other number=2
  for other in "\${ALL[@]}"; do
    if [ "$other" = "$1" ]; then printf '%x' "$number"; return; fi
    number=$((number + 1))
  done
}

law_of() { printf '%s' "\${LAW[$1>$2]:-$USUAL}"; }

lay() { # every queue of one wire, with the laws of the moment
  local who=$1 other place
  {
    echo 'tc qdisc del dev eth0 root 2>/dev/null'
    echo 'tc qdisc add dev eth0 root handle 1: htb default 1'
    echo 'tc class add dev eth0 parent 1: classid 1:1 htb rate 10gbit'
    for other in "\${ALL[@]}"; do
      if [ "$other" = "$who" ]; then continue; fi
      place=$(place_of "$other")
      echo "tc class add dev eth0 parent 1: classid 1:$place htb rate 10gbit"
      echo "tc qdisc add dev eth0 parent 1:$place handle $place: netem limit 100000 $(law_of "$who" "$other")"
      echo "tc filter add dev eth0 parent 1: protocol ip u32 match ip dst \${ADDRESS[$other]}/32 flowid 1:$place"
    done
  } | on_wire "$who"
}

laws() { # FROM, then for each other end one word: "TO and what netem is told"
  local from=$1 to rest place
  shift
  for rest in "$@"; do LAW["$from>\${rest%% *}"]=\${rest#* }; done
  if [ "\${STATE[$from]:-up}" = away ]; then return; fi
  for rest in "$@"; do
    to=\${rest%% *}
    place=$(place_of "$to")
    # The old queue goes with what is under way in it: netem would keep parts of the old law.
    echo "tc qdisc del dev eth0 parent 1:$place"
    echo "tc qdisc add dev eth0 parent 1:$place handle $place: netem limit 100000 \${rest#* }"
  done | on_wire "$from"
}

sever() { # the first hears nothing of the others any more
  local to=$1 from
  shift
  for from in "$@"; do echo "iptables -A INPUT -s \${ADDRESS[$from]} -j DROP"; done | on_wire "$to"
}

mend() {
  local to=$1 from
  shift
  for from in "$@"; do echo "iptables -D INPUT -s \${ADDRESS[$from]} -j DROP"; done | on_wire "$to"
}

together() { # each word is a call; all of them at once
  local call running=()
  for call in "$@"; do
    # shellcheck disable=SC2086
    $call &
    running+=($!)
  done
  wait "\${running[@]}"
}

`;

const nodesOf = (
  prefix: string,
): string => `# --- Nodes -----------------------------------------------------------------

stop() { STATE[$1]=down; docker compose kill --signal KILL "${prefix}-$1"; }
freeze() { docker compose pause "${prefix}-$1"; }
thaw() { docker compose unpause "${prefix}-$1"; }

slow() { # so many times as slow; 1 is the usual speed again
  local container share
  container=$(docker compose ps --all --quiet "${prefix}-$1")
  share=$(awk -v times="$2" 'BEGIN { share = 1 / times; print (share < 0.01 ? 0.01 : share) }')
  if [ "$2" = 1 ]; then share=$(docker info --format '{{.NCPU}}'); fi
  docker update --cpus "$share" "$container"
}

`;

const TRAFFIC = `# --- Traffic ---------------------------------------------------------------

traffic() { # one client, whose lines feed takes: SEED FROM LASTS RATE KEYS SPREAD READS DELETES BYTES HOTKEYS HOTSHARE TTLSHARE TTLMS
  local seed=$1 from=$2 lasts=$3 second
  shift 3
  {
    for ((second = 0; second < lasts; second++)); do
      at "$((from + second))"
      awk -v seed="$seed" -v second="$second" -v rate="$1" -v keys="$2" -v spread="$3" -v reads="$4" -v deletes="$5" \\
        -v bytes="$6" -v warm="$7" -v share="$8" -v mortal="$9" -v lives="\${10}" '
        function pick(i) {
          if (spread == "scan") return (first + i) % keys
          if (spread == "zipf") return int(exp(rand() * log(keys + 1))) - 1
          if (spread == "hot") return rand() < share || warm >= keys ? int(rand() * warm) : warm + int(rand() * (keys - warm))
          return int(rand() * keys)
        }
        BEGIN {
          srand(seed * 100003 + second)
          first = int(rate * second)
          count = int(rate * (second + 1)) - first
          while (length(value) < bytes) value = value "x"
          for (i = 0; i < count; i++) {
            key = "key:" pick(i)
            if (rand() < reads) print "GET " key
            else if (rand() < deletes) print "DEL " key
            else print "SET " key " " value (rand() < mortal ? " PX " lives : "")
          }
        }'
    done
  } | feed
}

# --- Time ------------------------------------------------------------------

begin() { BEGAN=$EPOCHREALTIME; }

at() { # waits for this instant of the run, in seconds
  local rest
  rest=$(awk -v began="\${BEGAN/,/.}" -v now="\${EPOCHREALTIME/,/.}" -v at="$1" 'BEGIN { printf "%.3f", at - (now - began) }')
  case $rest in
    -*) if awk -v rest="$rest" 'BEGIN { exit !(rest < -0.25) }'; then tell "at $1 s: \${rest#-} s late"; fi ;;
    *) sleep "$rest" ;;
  esac
}

left_out() { tell "left out at $1 s: $2 ($3)"; }
`;
