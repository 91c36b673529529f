# shellcheck shell=bash disable=SC2154
# Linting what large_terraform.py writes: how the time grows with files, instances, calls and threads. Sourced by bench.sh.

section "lint"

# A root as people write them, a hundred lines long.
mkdir -p "$work/hundred"
for n in 1 2 3 4 5 6 7; do
  cat <<END
resource "aws_db_instance" "orders_$n" {
  identifier          = "orders-$n"
  engine              = "postgres"
  instance_class      = "db.r6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
  publicly_accessible = false
  multi_az            = true
  deletion_protection = true

  tags = {
    Name = "orders-\${var.environment}-$n"
  }
}

END
done | head -n 104 >"$work/hundred/main.tf"
row "lint of a file of 104 lines" 10 "$most_mib" 51 "$program" lint "$work/hundred/main.tf"

written() { python3 tests/bench/large_terraform.py "$1" "$work/$1-$2" "$2"; }

for resource in queues buckets; do
  written "$resource" 10000
  row "10,000 $resource by one for_each" 1000 190 5 "$program" lint "$work/$resource-10000" # 190 MiB are 200 MB.
done

written calls 1
row "one call of a module of ten resources" "" "" 31 "$program" lint "$work/calls-1"
one_call=$median
written calls 50
row "50 calls of it" "" "" 31 "$program" lint "$work/calls-50"
ratio "  as a multiple of one call" "$median" "$one_call" 3

# The time of a user's whole process, divided by the number of files. That of 100 files is largely the start of the
# process, so the time of an empty file is taken off both in a second row, which shows how the work itself grows.
mkdir -p "$work/empty"
: >"$work/empty/main.tf"
row "lint of an empty file" "" "" 51 "$program" lint "$work/empty"
start=$median

# grows KIND WHAT: the time per file of 10,000 files, as a multiple of that of 100.
grows() {
  local few
  written "$1" 100
  row "100 files, $2" "" "" 31 "$program" lint "$work/$1-100"
  few=$median
  written "$1" 10000
  row "10,000 files, $2" "" "" 5 "$program" lint "$work/$1-10000"
  ratio "  per file, as a multiple of 100 files" "$median" "$(awk -v a="$few" 'BEGIN { print a * 100 }')" 1.3
  ratio "  the same, without the start" "$(awk -v a="$median" -v s="$start" 'BEGIN { print a - s }')" \
    "$(awk -v a="$few" -v s="$start" 'BEGIN { print (a - s) * 100 }')" 1.3
}

grows roots "ten in each root"
grows flat "all in one root"

threads() {
  local one
  if (($(nproc) < 2)); then
    skip "10,000 files with two threads" "there is one core"
    return
  fi
  row "10,000 files, --jobs 1" "" "" 5 "$program" lint --jobs 1 "$1"
  one=$median
  row "10,000 files, --jobs 2" "" "" 5 "$program" lint --jobs 2 "$1"
  faster "  one thread as a multiple of two" "$one" "$median" 1.7
}

# same_bytes FOLDER: the reports of 1, 2 and 7 threads.
same_bytes() {
  local format jobs held=holds
  for format in text json; do
    for jobs in 1 2 7; do "$program" lint --jobs "$jobs" --format "$format" "$1" >"$work/jobs-$jobs" || true; done
    if [[ ! -s $work/jobs-1 ]] || ! cmp -s "$work/jobs-1" "$work/jobs-2" || ! cmp -s "$work/jobs-1" "$work/jobs-7"; then
      held='DOES NOT HOLD'
    fi
  done
  line "  text and JSON of 1, 2 and 7 threads" "" "the same bytes" "$held"
}

threads "$work/roots-10000"
same_bytes "$work/roots-10000"
