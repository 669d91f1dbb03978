#!/usr/bin/env bash
# What people do with rclone: each step that went as with AWS is printed.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
bucket=$STORY_BUCKET

# A remote of this name, without a file of settings. The provider AWS would put the bucket into the name of the host.
export RCLONE_CONFIG=$PWD/none RCLONE_CONFIG_CLOUD_TYPE=s3 RCLONE_CONFIG_CLOUD_PROVIDER=Other \
  RCLONE_CONFIG_CLOUD_ENV_AUTH=true RCLONE_CONFIG_CLOUD_ENDPOINT=$AWS_ENDPOINT_URL RCLONE_CONFIG_CLOUD_REGION=us-east-1 \
  RCLONE_S3_UPLOAD_CUTOFF=5M RCLONE_S3_CHUNK_SIZE=5M RCLONE_RETRIES=1

# step NAME FOUND EXPECTED
step() { if [[ $2 == "$3" ]]; then echo "ok $1"; else echo "WRONG $1: $2"; fi; }

rclone mkdir "cloud:$bucket"
step bucket "$(rclone lsf cloud: --include "/$bucket/")" "$bucket/"
printf 'grüße\n' >small
head -c $((20 << 20)) /dev/urandom >large
rclone copyto small "cloud:$bucket/small"
step small "$(rclone cat "cloud:$bucket/small")" grüße
rclone copyto large "cloud:$bucket/large"
rclone copyto "cloud:$bucket/large" back
step large "$(sha256sum <back)" "$(sha256sum <large)"
rclone copyto "cloud:$bucket/small" "cloud:$bucket/copies/small"
step copy "$(rclone cat "cloud:$bucket/copies/small")" grüße
step list "$(rclone lsf -R --files-only --format ps "cloud:$bucket" | sort | tr '\n' ' ')" \
  "copies/small;8 large;20971520 small;8 "
rclone deletefile "cloud:$bucket/small"
step delete "$(rclone lsf "cloud:$bucket" | tr '\n' ' ')" 'copies/ large '

mkdir -p folder/deep/er
for number in 1 2 3; do head -c 100000 /dev/urandom >"folder/deep/er/$number ü & +"; done
rclone sync folder "cloud:$bucket/folder"
step sync "$(rclone check folder "cloud:$bucket/folder" --download 2>&1 | grep -o '[0-9]* matching files')" \
  '3 matching files'
rm 'folder/deep/er/1 ü & +'
echo changed >'folder/deep/er/2 ü & +'
step differs "$(rclone check folder "cloud:$bucket/folder" 2>&1 | grep -o '[0-9]* differences found' | tail -1)" \
  '2 differences found'
rclone sync folder "cloud:$bucket/folder"
step 'sync again' "$(rclone check folder "cloud:$bucket/folder" 2>&1 | grep -o '[0-9]* matching files')" '2 matching files'
rclone purge "cloud:$bucket/folder"
step purge "$(rclone lsf "cloud:$bucket" | tr '\n' ' ')" 'copies/ large '

refused=$(AWS_ACCESS_KEY_ID=$STORY_ALICE_ID AWS_SECRET_ACCESS_KEY=$STORY_ALICE_SECRET \
  rclone --low-level-retries 1 lsf "cloud:$bucket" 2>&1 || true)
step refusal "$(grep -o 'AccessDenied: User: [^ ]* is not authorized' <<<"$refused" | head -1)" \
  "AccessDenied: User: arn:aws:iam::$STORY_ACCOUNT:user/alice is not authorized"
