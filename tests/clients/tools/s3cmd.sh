#!/usr/bin/env bash
# What people do with s3cmd: each step that went as with AWS is printed.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
bucket=$STORY_BUCKET host=${AWS_ENDPOINT_URL#http://}

# As s3cmd --configure would write it, in place of the caller's own.
settings() {
  printf '%s\n' '[default]' "access_key = $1" "secret_key = $2" "host_base = $host" "host_bucket = $host" \
    'use_https = False' 'signature_v2 = False' 'multipart_chunk_size_mb = 5'
}
settings "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" >root
settings "$STORY_ALICE_ID" "$STORY_ALICE_SECRET" >alice
s3cmd() { command s3cmd --config root --no-progress "$@"; }

# step NAME FOUND EXPECTED
step() { if [[ $2 == "$3" ]]; then echo "ok $1"; else echo "WRONG $1: $2"; fi; }

s3cmd mb "s3://$bucket" >made
step bucket "$(s3cmd ls | grep -o "s3://$bucket\$")" "s3://$bucket"
printf 'grüße\n' >small
head -c $((20 << 20)) /dev/urandom >large
s3cmd put small "s3://$bucket/small" >made
step small "$(s3cmd get "s3://$bucket/small" -)" grüße
s3cmd put large "s3://$bucket/large" >made
s3cmd get "s3://$bucket/large" back >made
step large "$(sha256sum <back)" "$(sha256sum <large)"
s3cmd cp "s3://$bucket/small" "s3://$bucket/copies/small" >made
step copy "$(s3cmd get "s3://$bucket/copies/small" -)" grüße
step list "$(s3cmd ls --recursive "s3://$bucket" | awk '{print $4 ";" $3}' | sed "s,s3://$bucket/,," | tr '\n' ' ')" \
  "copies/small;8 large;20971520 small;8 "
s3cmd del "s3://$bucket/small" >made
step delete "$(s3cmd ls --recursive "s3://$bucket" | awk '{print $4}' | sed "s,s3://$bucket/,," | tr '\n' ' ')" \
  'copies/small large '

mkdir folder
for number in 1 2 3; do echo "$number" >"folder/$number ü & +"; done
s3cmd sync folder "s3://$bucket/" >made
rm 'folder/1 ü & +'
s3cmd sync --delete-removed folder "s3://$bucket/" >made
s3cmd sync "s3://$bucket/folder/" got/ >made
step sync "$(diff -r folder got && echo same)" same
s3cmd del --recursive --force "s3://$bucket/folder/" >made

refused=$(command s3cmd --config alice put small "s3://$bucket/forged" 2>&1 || true)
step refusal "$(grep -o '403 (AccessDenied): User: [^ ]* is not authorized' <<<"$refused")" \
  "403 (AccessDenied): User: arn:aws:iam::$STORY_ACCOUNT:user/alice is not authorized"
