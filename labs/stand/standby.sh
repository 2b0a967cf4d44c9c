#!/bin/bash
# Потоковая реплика: первый запуск копирует основной сервер, дальше она догоняет его сама.
set -euo pipefail
export PGDATA=${PGDATA:-/var/lib/postgresql/18/docker}

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres: "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --clear-groups bash "$0" "$@"
fi

# dbname нужен синхронизации слотов: её процесс входит на основной сервер как клиент базы.
conninfo="host=$PRIMARY_HOST port=$PRIMARY_PORT user=$POSTGRES_USER password=$POSTGRES_PASSWORD dbname=$POSTGRES_DB application_name=$PRIMARY_SLOT"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # Слот standby_1 хранит WAL для реплики; --write-recovery-conf делает её репликой.
  psql "$conninfo" -qc "select pg_create_physical_replication_slot('$PRIMARY_SLOT', true) where not exists (select from pg_replication_slots where slot_name = '$PRIMARY_SLOT')" > /dev/null
  pg_basebackup --dbname="$conninfo" --pgdata="$PGDATA" --slot="$PRIMARY_SLOT" --write-recovery-conf --checkpoint=fast --wal-method=stream
fi

exec "$@" -c "primary_slot_name=$PRIMARY_SLOT" -c "primary_conninfo=$conninfo"
