// The story that every client tells: each step that went as AWS would have it is printed.
import { randomBytes } from "node:crypto";
import {
  CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand, GetUserCommand, IAMClient, ListUserPoliciesCommand,
  PutRolePolicyCommand, PutUserPolicyCommand, waitUntilUserExists,
} from "@aws-sdk/client-iam";
import {
  CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client, paginateListObjectsV2,
  waitUntilBucketExists,
} from "@aws-sdk/client-s3";
import {
  CreateQueueCommand, DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const account = process.env.STORY_ACCOUNT;
const Bucket = process.env.STORY_BUCKET;
const client = (Kind, credentials, more = {}) =>
  new Kind({ endpoint: process.env.AWS_ENDPOINT_URL, region: "us-east-1", credentials, ...more });
const root = {
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
};
const s3Of = (credentials, more) => client(S3Client, credentials, { forcePathStyle: true, ...more });
const step = (name, good) => console.log(`${good ? "ok" : "WRONG"} ${name}`);
const allow = (Action, Resource) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [].concat(Action).map((each) => ({
    Effect: "Allow", Action: each, Resource })) });

async function people(iam) {
  await iam.send(new CreateUserCommand({ UserName: "alice" }));
  await waitUntilUserExists({ client: iam, maxWaitTime: 10 }, { UserName: "alice" });
  const { User } = await iam.send(new GetUserCommand({ UserName: "alice" }));
  step("user", User.Arn === `arn:aws:iam::${account}:user/alice` && User.CreateDate instanceof Date);
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "alice" }));
  step("key", AccessKey.AccessKeyId.startsWith("AKIA"));
  await iam.send(new PutUserPolicyCommand({ UserName: "alice", PolicyName: "reads",
    PolicyDocument: allow(["s3:GetObject", "sts:AssumeRole"], "*") }));
  const { PolicyNames } = await iam.send(new ListUserPoliciesCommand({ UserName: "alice" }));
  step("policy", PolicyNames.join() === "reads");
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
}

async function objects(s3) {
  await s3.send(new CreateBucketCommand({ Bucket }));
  await waitUntilBucketExists({ client: s3, maxWaitTime: 10 }, { Bucket });
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  step("bucket", Buckets.some((each) => each.Name === Bucket));
  const ContentType = "text/plain; charset=UTF-8";
  await s3.send(new PutObjectCommand({ Bucket, Key: "text", Body: "grüße\n", ContentType }));
  const text = await s3.send(new GetObjectCommand({ Bucket, Key: "text" }));
  step("text", (await text.Body.transformToString()) === "grüße\n" && text.ContentType === ContentType);
  const Body = randomBytes(20 << 20);
  await new Upload({ client: s3, params: { Bucket, Key: "large", Body } }).done();
  const large = await s3.send(new GetObjectCommand({ Bucket, Key: "large" }));
  const back = Buffer.from(await large.Body.transformToByteArray());
  step("large", back.equals(Body) && large.ETag.endsWith('-4"'));
}

async function refusal(hers) {
  try {
    await hers.send(new PutObjectCommand({ Bucket, Key: "forged", Body: "x" }));
  } catch (refused) {
    step("refusal", refused.name === "AccessDenied" && refused.$metadata.httpStatusCode === 403
      && refused.message === `User: arn:aws:iam::${account}:user/alice is not authorized to perform: s3:PutObject`
        + ` on resource: "arn:aws:s3:::${Bucket}/forged" because no identity-based policy allows the s3:PutObject`
        + " action");
  }
}

async function presigned(s3) {
  const Key = "presigned";
  const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }), { expiresIn: 300 });
  const { status } = await fetch(put, { method: "PUT", body: "by hand" });
  step("presigned put", status === 200);
  const get = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 300 });
  step("presigned get", (await (await fetch(get)).text()) === "by hand");
}

async function role(iam, alice) {
  await iam.send(new CreateRoleCommand({ RoleName: "reader", AssumeRolePolicyDocument: JSON.stringify({
    Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole",
      Principal: { AWS: `arn:aws:iam::${account}:user/alice` } }] }) }));
  await iam.send(new PutRolePolicyCommand({ RoleName: "reader", PolicyName: "reads",
    PolicyDocument: allow("s3:GetObject", `arn:aws:s3:::${Bucket}/text`) }));
  const { Credentials } = await client(STSClient, alice).send(new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: "story" }));
  const session = { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken };
  const { Arn } = await client(STSClient, session).send(new GetCallerIdentityCommand({}));
  const text = await s3Of(session).send(new GetObjectCommand({ Bucket, Key: "text" }));
  step("assumed role", Arn === `arn:aws:sts::${account}:assumed-role/reader/story`
    && (await text.Body.transformToString()) === "grüße\n");
}

async function pages(s3) {
  const keys = [...Array(7).keys()].map((number) => `pages/${number}`);
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "" }));
  const found = [];
  for await (const page of paginateListObjectsV2({ client: s3, pageSize: 3 }, { Bucket, Prefix: "pages/" })) {
    found.push(page.Contents.map((each) => each.Key));
  }
  step("pages", found.length === 3 && found.flat().join() === keys.join());
}

async function messages(sqs) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${Bucket}.fifo`,
    Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true" } }));
  const polling = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, MaxNumberOfMessages: 1 }));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (const MessageBody of ["first", "second", "first"]) {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageGroupId: "g", MessageBody }));
  }
  const [polled] = (await polling).Messages;
  step("long poll", polled.Body === "first");
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: polled.ReceiptHandle }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl,
    AttributeNames: ["ApproximateNumberOfMessages"] }));
  step("fifo", Messages.map((each) => each.Body).join() === "second"
    && Attributes.ApproximateNumberOfMessages === "0");
}

const iam = client(IAMClient, root);
const s3 = s3Of(root);
const alice = await people(iam);
await objects(s3);
await refusal(s3Of(alice));
// Else the URL would carry the checksum of the body that there is not yet.
await presigned(s3Of(root, { requestChecksumCalculation: "WHEN_REQUIRED" }));
await role(iam, alice);
await pages(s3);
await messages(client(SQSClient, root));
