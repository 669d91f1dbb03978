#!/usr/bin/env bash
# The story that every client tells, with an AWS CLI (STORY_AWS): each step that went as AWS would have it is printed.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
bucket=$STORY_BUCKET account=$STORY_ACCOUNT

aws() { "$STORY_AWS" --endpoint-url "$AWS_ENDPOINT_URL" --output text "$@"; }

# Runs the CLI with other keys: id, secret, and a token or nothing.
as() {
  local id=$1 secret=$2 token=$3
  shift 3
  (
    export AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret
    if [[ -n $token ]]; then export AWS_SESSION_TOKEN=$token; fi
    aws "$@"
  )
}

# step NAME FOUND EXPECTED
step() { if [[ $2 == "$3" ]]; then echo "ok $1"; else echo "WRONG $1: $2"; fi; }

allow() { printf '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": %s, "Resource": "%s"}]}' "$1" "$2"; }

aws iam create-user --user-name alice >made
aws iam wait user-exists --user-name alice
step user "$(aws iam get-user --user-name alice --query User.Arn)" "arn:aws:iam::$account:user/alice"
read -r id secret < <(aws iam create-access-key --user-name alice --query 'AccessKey.[AccessKeyId,SecretAccessKey]')
step key "${id:0:4}" AKIA
aws iam put-user-policy --user-name alice --policy-name reads \
  --policy-document "$(allow '["s3:GetObject", "sts:AssumeRole"]' '*')"
step policy "$(aws iam list-user-policies --user-name alice --query PolicyNames)" reads

aws s3 mb "s3://$bucket" >made
aws s3api wait bucket-exists --bucket "$bucket"
step bucket "$(aws s3api list-buckets --query "Buckets[?Name=='$bucket'].Name")" "$bucket"
printf 'grüße\n' >text
aws s3 cp text "s3://$bucket/text" --content-type 'text/plain; charset=UTF-8' >made
step text "$(aws s3 cp "s3://$bucket/text" - | cmp - text && aws s3api head-object --bucket "$bucket" --key text \
  --query ContentType)" 'text/plain; charset=UTF-8'
head -c $((20 << 20)) /dev/urandom >large
aws s3 cp large "s3://$bucket/large" >made
aws s3 cp "s3://$bucket/large" back >made
step large "$(cmp large back && echo same)" same

step refusal "$(as "$id" "$secret" '' s3api put-object --bucket "$bucket" --key forged --body text 2>&1 | tail -1)" \
  "An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:iam::$account:user/alice is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::$bucket/forged\" because no identity-based policy allows the s3:PutObject action"

step 'presigned get' "$(curl -s "$(aws s3 presign "s3://$bucket/text")" | cmp - text && echo same)" same

aws iam create-role --role-name reader --assume-role-policy-document '{"Version": "2012-10-17", "Statement": [{
  "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::'"$account"':user/alice"}}]}' >made
aws iam put-role-policy --role-name reader --policy-name reads \
  --policy-document "$(allow '"s3:GetObject"' "arn:aws:s3:::$bucket/text")"
read -r session secret2 token < <(as "$id" "$secret" '' sts assume-role --role-session-name story \
  --role-arn "arn:aws:iam::$account:role/reader" \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
as "$session" "$secret2" "$token" s3api get-object --bucket "$bucket" --key text got >made
step 'assumed role' "$(as "$session" "$secret2" "$token" sts get-caller-identity --query Arn) $(cat got)" \
  "arn:aws:sts::$account:assumed-role/reader/story grüße"

mkdir pages
for number in 0 1 2 3 4 5 6; do echo "$number" >"pages/$number"; done
aws s3 cp --recursive pages "s3://$bucket/pages" >made
step pages "$(aws s3api list-objects-v2 --bucket "$bucket" --prefix pages/ --page-size 3 --query 'Contents[].[Key]' |
  tr -d '\n' | sed s,pages/,,g)" 0123456

queue=$(aws sqs create-queue --queue-name "$bucket.fifo" --query QueueUrl \
  --attributes FifoQueue=true,ContentBasedDeduplication=true)
aws sqs receive-message --queue-url "$queue" --wait-time-seconds 20 --max-number-of-messages 1 \
  --query 'Messages[0].[Body,ReceiptHandle]' >polled &
for body in first second first; do
  aws sqs send-message --queue-url "$queue" --message-group-id g --message-body "$body" >made
done
wait $!
read -r body handle <polled
step 'long poll' "$body" first
aws sqs delete-message --queue-url "$queue" --receipt-handle "$handle"
step fifo "$(aws sqs receive-message --queue-url "$queue" --max-number-of-messages 10 --query 'Messages[].Body') $(
  aws sqs get-queue-attributes --queue-url "$queue" --attribute-names ApproximateNumberOfMessages \
    --query Attributes.ApproximateNumberOfMessages)" 'second 0'
