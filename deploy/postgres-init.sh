#!/bin/sh
# Runs once, when the volume is empty: a database of its own, whose owner may create roles.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/ledger_owner_password)" -U postgres <<'SQL'
CREATE ROLE ledger_owner LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE ledger OWNER ledger_owner;
SQL
