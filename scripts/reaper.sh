#!/usr/bin/env bash
# Cleans up after ./run, however it ends. It reads what to clean up from standard input ("host N", "pid N", "group N", "dir PATH", one a
# line), and acts when that closes, which the system ensures even when ./run is killed. The host ends before its storage.
set -u
trap '' INT TERM HUP

pids=()
dirs=()
while read -r what value; do
  case "$what" in
    host) pids=("$value" "${pids[@]}") ;;
    pid) pids+=("$value") ;;
    group) pids+=("-$value") ;;
    dir) dirs+=("$value") ;;
  esac
done

for pid in "${pids[@]}"; do
  kill -TERM -- "$pid" 2>/dev/null || continue
  # Pages in progress are released; a build has nothing to lose.
  case $pid in -*) tries=30 ;; *) tries=150 ;; esac
  for _ in $(seq "$tries"); do
    kill -0 -- "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "$pid" 2>/dev/null
done
for dir in "${dirs[@]}"; do
  # An engine that is just ending may still be removing its own files.
  for _ in 1 2 3; do rm -rf -- "$dir" 2>/dev/null && break; sleep 0.3; done
done
