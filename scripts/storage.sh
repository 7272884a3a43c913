# shellcheck shell=bash
# shellcheck disable=SC2154 # Variables set by ./run.
# Azurite, the local storage emulator, for one ./run. Sourced by ./run, which sets root, data, temp, and the pipes life and lock.

# Launches it on free ports. With OCRFUNCTIONS_STORAGE_LOG it logs every call to that file, which then grows without limit.
launch_azurite() {
  mkdir -p "$data/azurite"
  azurite_log=${OCRFUNCTIONS_STORAGE_LOG:-$temp/azurite.log}
  local quiet=(--silent)
  [ -z "${OCRFUNCTIONS_STORAGE_LOG:-}" ] || quiet=()
  # It is read before the child process below starts running.
  : >"$azurite_log" || fail "The file of OCRFUNCTIONS_STORAGE_LOG cannot be written: $azurite_log"
  mkfifo "$temp/storage"
  # In a session of its own: Ctrl+C is for the app, which still needs its storage to stop gracefully.
  setsid node "$(azurite_script)" --location "$data/azurite" --blobPort 0 --queuePort 0 --tablePort 0 \
    "${quiet[@]}" --skipApiVersionCheck --disableTelemetry >"$azurite_log" 2>&1 </dev/null {life}>&- {lock}>&- &
  azurite=$!
  echo "pid $azurite" >&"$life"
}

# Waits until it listens and gives its address to the app.
announce_azurite() {
  local urls=
  for _ in $(seq 1200); do
    urls=$(sed -nE 's/^Azurite (Blob|Queue|Table) service is successfully listening at (.*)$/\1 \2/p' "$azurite_log")
    [ "$(wc -l <<<"$urls")" -eq 3 ] && break
    # The app ends first if its command line is wrong, or when it is stopped.
    kill -0 "$host" 2>/dev/null || return 0
    kill -0 "$azurite" 2>/dev/null || azurite_failed "ended"
    sleep 0.05
  done
  [ "$(wc -l <<<"$urls")" -eq 3 ] || azurite_failed "did not start within a minute"
  local account=devstoreaccount1
  # The emulator's account and key are the same everywhere and not secret.
  printf '%s\n' "DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=$(azurite_url Blob)/$account;QueueEndpoint=$(azurite_url Queue)/$account;TableEndpoint=$(azurite_url Table)/$account;" \
    >"$data/connection-string"
  # Opened for reading and writing, so that it does not block without a reader if the app has ended.
  cat "$data/connection-string" 1<>"$temp/storage"
}

azurite_url() { sed -nE "s|^$1 (.*[^/])/?$|\1|p" <<<"$urls"; }

azurite_failed() {
  tail -5 "$azurite_log" >&2
  fail "The storage emulator, Azurite, $1 (above is what it said). Its data are in $data/azurite: is there space on that disk, and may you write there?
Data of an Azurite that cannot be read any more can be moved away; ./run then begins anew."
}
