# shellcheck shell=bash disable=SC2154
# The table that bench.sh prints: measuring commands, and holding figures to bounds. Sourced by it.

misses=0

# verdict NUMBER BOUND: whether the number is at most the bound; nothing without a bound.
verdict() {
  [[ -n $2 ]] || return 0
  if awk -v a="$1" -v b="$2" 'BEGIN { exit !(a <= b) }'; then echo holds; else echo 'DOES NOT HOLD'; fi
}

# line LABEL VALUE BOUND VERDICT: one line of the table.
line() {
  printf '%-40s %-33s %-25s %s\n' "$@" | sed 's/ *$//'
  if [[ $4 == *NOT* ]]; then misses=$((misses + 1)); fi
}

skip() { printf '%-40s skipped: %s\n' "$1" "$2"; }

section() { printf '\n%s\n' "$1"; }

# measured RUNS COMMAND…: leaves the medians of these runs in $median and $cpu, the most memory in $memory, and how the
# command ended in $status.
measured() {
  status=0 median=0 cpu=0 memory=0
  "$work/measure" "$@" >"$work/measured" || status=$?
  read -r median cpu memory <"$work/measured" || true
}

figures() { printf '%9s ms %8s cpu %6s MiB' "$median" "$cpu" "$memory"; }

# row LABEL MOST_MS MOST_MIB RUNS COMMAND…: measures a command of ours. MOST_… may be empty.
row() {
  local label=$1 most_ms=$2 most_mib=$3 bound held
  shift 3
  measured "$@"
  bound=${most_ms:+$most_ms ms${most_mib:+, }}${most_mib:+$most_mib MiB}
  held=$(verdict "$median" "$most_ms")
  [[ $held == *NOT* || -z $most_mib ]] || held=$(verdict "$memory" "$most_mib")
  # 1: there are findings. Anything above is a failure, however fast.
  ((status <= 1)) || held="DOES NOT HOLD: it ended with $status"
  line "$label" "$(figures)" "${bound:+at most $bound}" "$held"
}

quotient() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }

# ratio LABEL A B MOST: A as a multiple of B, which shall be at most MOST.
ratio() {
  local value
  value=$(quotient "$2" "$3")
  line "$1" "$(printf '%9s times' "$value")" "at most $4 times" "$(verdict "$value" "$4")"
}

# faster LABEL A B LEAST [OPEN]: A as a multiple of B, which shall be at least LEAST. Where it is less although A is of
# less work than LEAST is meant for, OPEN says so instead of a verdict.
faster() {
  local value held
  value=$(quotient "$2" "$3")
  held=$(verdict "$4" "$value")
  if [[ $held == *NOT* && -n ${5-} ]]; then held="open: $5"; fi
  line "$1" "$(printf '%9s times' "$value")" "at least $4 times" "$held"
}
