#!/bin/sh
# Back up a PostgreSQL database, checked, and kept for some days.
#   backup.sh once           make a dump now and print its name
#   backup.sh every-day      make one now and every day from then on
#   backup.sh check FILE     restore a dump into a database of its own, count, and drop it again
#   backup.sh restore FILE   put a dump in the place of the database, which is kept; stop the app first
# Where: PGHOST, PGPORT, PGUSER, PGDATABASE; the password in PASSWORD_FILE, or as libpq finds it.
set -eu
umask 077

folder=${BACKUPS:-/backups}
keep=${KEEP_DAYS:-14}
if [ -n "${PASSWORD_FILE:-}" ]; then
  PGPASSWORD=$(cat "$PASSWORD_FILE")
  export PGPASSWORD
fi

once() {
  name=$folder/radar-$(date -u +%Y%m%dT%H%M%SZ).dump
  if pg_dump --format=custom --no-owner --file="$name.part" \
    && pg_restore --list "$name.part" | grep -q 'TABLE DATA .* entry '; then
    mv "$name.part" "$name"
  else
    rm -f "$name.part"
    echo "no backup was made" >&2
    return 1
  fi
  find "$folder" -name 'radar-*.dump' -mtime +"$keep" -delete
  echo "$name"
}

check() {
  copy=radar_check_$$
  createdb "$copy"
  trap 'dropdb "$copy"' EXIT
  pg_restore --no-owner --exit-on-error --dbname="$copy" "$1"
  psql --dbname="$copy" --no-align --tuples-only --command="
    SELECT (SELECT count(*) FROM assessment) || ' assessments, '
        || (SELECT count(*) FROM entry) || ' entries'"
}

restore() {
  now=$(date -u +%Y%m%dT%H%M%SZ)
  new=${PGDATABASE}_restored_$now
  before=${PGDATABASE}_before_$now
  createdb "$new"
  if ! pg_restore --no-owner --exit-on-error --dbname="$new" "$1" || ! psql --dbname=postgres --quiet \
    --set=ON_ERROR_STOP=1 --command="ALTER DATABASE \"$PGDATABASE\" RENAME TO \"$before\""; then
    dropdb "$new"
    echo "nothing was changed" >&2
    return 1
  fi
  psql --dbname=postgres --quiet --set=ON_ERROR_STOP=1 \
    --command="ALTER DATABASE \"$new\" RENAME TO \"$PGDATABASE\""
  echo "$before"
}

case ${1:-} in
  once) once ;;
  every-day)
    while :; do
      once || true
      sleep 86400
    done
    ;;
  check) check "${2:?the file of a dump}" ;;
  restore) restore "${2:?the file of a dump}" ;;
  *)
    sed -n 's/^#  *backup/usage: backup/p' "$0" >&2
    exit 2
    ;;
esac
