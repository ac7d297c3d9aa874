#!/bin/sh
# Secrets come as files; the services read variables. /run/secrets/database_url is DATABASE_URL.
set -eu
for file in /run/secrets/*; do
  [ -f "$file" ] || continue
  name=$(basename "$file" | tr '[:lower:]' '[:upper:]')
  case "$name" in *_URL) export "$name=$(cat "$file")" ;; esac
done
exec "$@"
