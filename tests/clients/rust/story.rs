//! The story that every client tells: each step that went as AWS would have it is printed.

use std::env::var;
use std::error::Error;
use std::time::Duration;

use aws_config::sts::AssumeRoleProvider;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_iam::client::Waiters as _;
use aws_sdk_s3::client::Waiters as _;
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use aws_sdk_sqs::types::QueueAttributeName;

type Told = Result<(), Box<dyn Error>>;

const PART: usize = 8 << 20;

/// Where the story happens.
struct Story {
    account: String,
    bucket: String,
    root: SdkConfig,
}

fn step(name: &str, good: bool) {
    println!("{} {name}", if good { "ok" } else { "WRONG" });
}

fn allow(actions: &str, resource: &str) -> String {
    format!(
        r#"{{"Version": "2012-10-17", "Statement": [
            {{"Effect": "Allow", "Action": [{actions}], "Resource": "{resource}"}}]}}"#
    )
}

impl Story {
    fn signed_by(&self, who: SharedCredentialsProvider) -> SdkConfig {
        self.root.to_builder().credentials_provider(who).build()
    }

    async fn people(&self, iam: &aws_sdk_iam::Client) -> Result<SdkConfig, Box<dyn Error>> {
        iam.create_user().user_name("alice").send().await?;
        iam.wait_until_user_exists().user_name("alice").wait(Duration::from_secs(10)).await?;
        let user = iam.get_user().user_name("alice").send().await?;
        let arn = format!("arn:aws:iam::{}:user/alice", self.account);
        step("user", user.user().is_some_and(|user| user.arn() == arn));
        let made = iam.create_access_key().user_name("alice").send().await?;
        let key = made.access_key().ok_or("no key")?;
        step("key", key.access_key_id().starts_with("AKIA"));
        iam.put_user_policy()
            .user_name("alice")
            .policy_name("reads")
            .policy_document(allow(r#""s3:GetObject", "sts:AssumeRole""#, "*"))
            .send()
            .await?;
        let policies = iam.list_user_policies().user_name("alice").send().await?;
        step("policy", policies.policy_names() == ["reads"]);
        let keys = Credentials::new(key.access_key_id(), key.secret_access_key(), None, None, "story");
        Ok(self.signed_by(SharedCredentialsProvider::new(keys)))
    }

    async fn read(&self, s3: &aws_sdk_s3::Client, key: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let object = s3.get_object().bucket(&self.bucket).key(key).send().await?;
        Ok(object.body.collect().await?.to_vec())
    }

    async fn objects(&self, s3: &aws_sdk_s3::Client) -> Told {
        s3.create_bucket().bucket(&self.bucket).send().await?;
        s3.wait_until_bucket_exists().bucket(&self.bucket).wait(Duration::from_secs(10)).await?;
        let listed = s3.list_buckets().send().await?;
        step("bucket", listed.buckets().iter().any(|each| each.name() == Some(&self.bucket)));
        let kind = "text/plain; charset=UTF-8";
        let body = ByteStream::from_static("grüße\n".as_bytes());
        s3.put_object().bucket(&self.bucket).key("text").content_type(kind).body(body).send().await?;
        let head = s3.head_object().bucket(&self.bucket).key("text").send().await?;
        step("text", self.read(s3, "text").await? == "grüße\n".as_bytes() && head.content_type() == Some(kind));
        self.large(s3).await
    }

    async fn large(&self, s3: &aws_sdk_s3::Client) -> Told {
        let large: Vec<u8> = (0..20u32 << 20).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let upload = s3.create_multipart_upload().bucket(&self.bucket).key("large").send().await?;
        let id = upload.upload_id().ok_or("no upload")?;
        let mut parts = CompletedMultipartUpload::builder();
        for (number, bytes) in (1..).zip(large.chunks(PART)) {
            let part = s3
                .upload_part()
                .bucket(&self.bucket)
                .key("large")
                .upload_id(id)
                .part_number(number)
                .body(ByteStream::from(bytes.to_vec()))
                .send()
                .await?;
            parts = parts.parts(
                CompletedPart::builder()
                    .part_number(number)
                    .set_e_tag(part.e_tag)
                    .set_checksum_crc32(part.checksum_crc32)
                    .build(),
            );
        }
        let done = s3
            .complete_multipart_upload()
            .bucket(&self.bucket)
            .key("large")
            .upload_id(id)
            .multipart_upload(parts.build())
            .send()
            .await?;
        let in_parts = done.e_tag().is_some_and(|tag| tag.ends_with("-3\""));
        step("large", in_parts && self.read(s3, "large").await? == large);
        Ok(())
    }

    async fn refusal(&self, hers: &aws_sdk_s3::Client) {
        let forged = hers.put_object().bucket(&self.bucket).key("forged").body(ByteStream::from_static(b"x"));
        let expected = format!(
            "User: arn:aws:iam::{}:user/alice is not authorized to perform: s3:PutObject on resource: \
             \"arn:aws:s3:::{}/forged\" because no identity-based policy allows the s3:PutObject action",
            self.account, self.bucket
        );
        let refused = forged.send().await.err();
        step(
            "refusal",
            refused
                .is_some_and(|refused| refused.code() == Some("AccessDenied") && refused.message() == Some(&expected)),
        );
    }

    async fn presigned(&self, s3: &aws_sdk_s3::Client) -> Told {
        let signed = PresigningConfig::expires_in(Duration::from_secs(300))?;
        let put = s3.put_object().bucket(&self.bucket).key("presigned").presigned(signed.clone()).await?;
        step("presigned put", ureq::put(put.uri()).send("by hand")?.status() == 200);
        let get = s3.get_object().bucket(&self.bucket).key("presigned").presigned(signed).await?;
        step("presigned get", ureq::get(get.uri()).call()?.body_mut().read_to_string()? == "by hand");
        Ok(())
    }

    async fn role(&self, iam: &aws_sdk_iam::Client, alice: &SdkConfig) -> Told {
        let trust = format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {{"AWS": "arn:aws:iam::{}:user/alice"}}}}]}}"#,
            self.account
        );
        iam.create_role().role_name("reader").assume_role_policy_document(trust).send().await?;
        iam.put_role_policy()
            .role_name("reader")
            .policy_name("reads")
            .policy_document(allow(r#""s3:GetObject""#, &format!("arn:aws:s3:::{}/text", self.bucket)))
            .send()
            .await?;
        let reader = AssumeRoleProvider::builder(format!("arn:aws:iam::{}:role/reader", self.account))
            .session_name("story")
            .configure(alice)
            .build()
            .await;
        let session = self.signed_by(SharedCredentialsProvider::new(reader));
        let who = aws_sdk_sts::Client::new(&session).get_caller_identity().send().await?;
        let arn = format!("arn:aws:sts::{}:assumed-role/reader/story", self.account);
        let text = self.read(&aws_sdk_s3::Client::new(&session), "text").await?;
        step("assumed role", who.arn() == Some(&arn) && text == "grüße\n".as_bytes());
        Ok(())
    }

    async fn pages(&self, s3: &aws_sdk_s3::Client) -> Told {
        let keys: Vec<String> = (0..7).map(|number| format!("pages/{number}")).collect();
        for key in &keys {
            s3.put_object().bucket(&self.bucket).key(key).send().await?;
        }
        let mut pages = s3.list_objects_v2().bucket(&self.bucket).prefix("pages/").into_paginator().page_size(3).send();
        let (mut count, mut found) = (0, Vec::new());
        while let Some(page) = pages.next().await {
            count += 1;
            found.extend(page?.contents().iter().filter_map(|each| each.key().map(str::to_owned)));
        }
        step("pages", count == 3 && found == keys);
        Ok(())
    }

    async fn messages(&self, sqs: &aws_sdk_sqs::Client) -> Told {
        let made = sqs
            .create_queue()
            .queue_name(format!("{}.fifo", self.bucket))
            .attributes(QueueAttributeName::FifoQueue, "true")
            .attributes(QueueAttributeName::ContentBasedDeduplication, "true")
            .send()
            .await?;
        let queue = made.queue_url().ok_or("no queue")?;
        let sending = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            for body in ["first", "second", "first"] {
                sqs.send_message().queue_url(queue).message_group_id("g").message_body(body).send().await?;
            }
            Told::Ok(())
        };
        let polling = sqs.receive_message().queue_url(queue).wait_time_seconds(10).max_number_of_messages(1).send();
        let (sent, polled) = tokio::join!(sending, polling);
        sent?;
        let polled = polled?;
        let first = polled.messages().first().ok_or("no message")?;
        step("long poll", polled.messages().len() == 1 && first.body() == Some("first"));
        sqs.delete_message().queue_url(queue).set_receipt_handle(first.receipt_handle.clone()).send().await?;
        let rest = sqs.receive_message().queue_url(queue).max_number_of_messages(10).send().await?;
        let bodies: Vec<_> = rest.messages().iter().filter_map(|each| each.body()).collect();
        let number = QueueAttributeName::ApproximateNumberOfMessages;
        let left = sqs.get_queue_attributes().queue_url(queue).attribute_names(number.clone()).send().await?;
        let left = left.attributes().and_then(|all| all.get(&number));
        step("fifo", bodies == ["second"] && left.is_some_and(|left| left == "0"));
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Told {
    let http = aws_smithy_http_client::Builder::new().build_http();
    let root = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
    let story = Story { account: var("STORY_ACCOUNT")?, bucket: var("STORY_BUCKET")?, root };
    let iam = aws_sdk_iam::Client::new(&story.root);
    let s3 = aws_sdk_s3::Client::new(&story.root);
    let alice = story.people(&iam).await?;
    story.objects(&s3).await?;
    story.refusal(&aws_sdk_s3::Client::new(&alice)).await;
    story.presigned(&s3).await?;
    story.role(&iam, &alice).await?;
    story.pages(&s3).await?;
    story.messages(&aws_sdk_sqs::Client::new(&story.root)).await
}
