#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Run once by the PostgreSQL image, on an empty volume: a role and a database for each program, and nothing shared.
set -euo pipefail

for name in identity_link account pin notification keycloak; do
  psql --no-psqlrc -v ON_ERROR_STOP=1 -v name="$name" -v file="/run/secrets/postgresql-$name.password" \
    --username "$POSTGRES_USER" --dbname postgres <<'SQL'
-- A statement that fails is written to the log, and this one has a password in it.
set log_min_error_statement = panic;
\set password `cat :'file'`
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done
