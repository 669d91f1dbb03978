#!/usr/bin/env bash
# What people do with restic: each step that went as with AWS is printed.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
export RESTIC_REPOSITORY=s3:$AWS_ENDPOINT_URL/$STORY_BUCKET/backups RESTIC_PASSWORD=secret RESTIC_CACHE_DIR=$PWD/cache

# step NAME FOUND EXPECTED
step() { if [[ $2 == "$3" ]]; then echo "ok $1"; else echo "WRONG $1: $2"; fi; }

mkdir -p folder/deep
printf 'grüße\n' >folder/small
head -c $((20 << 20)) /dev/urandom >folder/deep/large
restic init >made
step init "$(restic snapshots --json)" '[]'
restic backup folder >made
cp -a folder first
printf 'changed\n' >folder/small
restic backup folder >made
step backup "$(restic snapshots --json | grep -o '"short_id"' | wc -l)" 2
step check "$(restic check --read-data | tail -1)" 'no errors were found'
read -r older newer < <(restic snapshots --json | grep -o '"short_id":"[^"]*"' | cut -d'"' -f4 | paste -s -d ' ')
restic restore "$older" --target restored >made
step restore "$(diff -r first restored/folder && echo same)" same
step diff "$(restic diff "$older" "$newer" | grep -o '^M  .*')" 'M    /folder/small'
restic forget --keep-last 1 --prune >made
rm -rf restored
restic restore latest --target restored >made
step prune "$(diff -r folder restored/folder && restic check --read-data | tail -1)" 'no errors were found'

# It asks with HEAD, whose refusal has no body to show.
refused=$(AWS_ACCESS_KEY_ID=$STORY_ALICE_ID AWS_SECRET_ACCESS_KEY=$STORY_ALICE_SECRET \
  restic snapshots --no-cache 2>&1 || true)
step refusal "$(grep -o 'Stat: Access Denied' <<<"$refused")" 'Stat: Access Denied'
