#!/bin/sh
# A PostGIS server of its own for bench_query: postgis_server.sh start FOLDER CITY LAYER… | stop FOLDER
# "start" makes it in FOLDER, loads the layers with their indexes, and leaves it listening on a socket there (database
# city, user bench). Ends with 3 where PostgreSQL, PostGIS or ogr2ogr is not installed.
set -eu
what=$1
folder=$2
shift 2

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$programs/initdb" ] && command -v ogr2ogr >/dev/null && command -v psql >/dev/null || exit 3
ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || exit 3

# the server refuses to run as root
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

if [ "$what" = stop ]; then
  as_server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null
  exit 0
fi

city=$1
shift
mkdir -p "$folder"
[ "$(id -u)" != 0 ] || chown postgres "$folder"
log="$folder/log"
: >"$log"
[ "$(id -u)" != 0 ] || chown postgres "$log"
cd "$folder"
as_server "$programs/initdb" -D "$folder/data" -A trust -U bench --locale=C.UTF-8 >>"$log"
# as a person who measures would set it on a machine with memory to spare
as_server "$programs/pg_ctl" -D "$folder/data" -l "$log" -w -o "-k $folder -c listen_addresses='' \
  -c shared_buffers=2GB -c work_mem=256MB -c maintenance_work_mem=512MB -c jit=off \
  -c max_parallel_workers_per_gather=2 -c max_wal_size=8GB" start >>"$log"
export PGHOST="$folder" PGUSER=bench
psql -qd postgres -c "CREATE DATABASE city"
psql -qd city -c "CREATE EXTENSION postgis"
ogr2ogr -f PostgreSQL "PG:host=$folder user=bench dbname=city" "$city" "$@" -lco GEOMETRY_NAME=geom -lco FID=fid \
  -lco LAUNDER=NO -lco SPATIAL_INDEX=GIST -preserve_fid -gt 100000 --config PG_USE_COPY YES 2>>"$log"
psql -qd city -c "VACUUM ANALYZE"
