// The story that every client tells: each step that went as AWS would have it is printed.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	sqstypes "github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

var (
	ctx     = context.Background()
	account = os.Getenv("STORY_ACCOUNT")
	bucket  = aws.String(os.Getenv("STORY_BUCKET"))
)

func step(name string, good bool) {
	if good {
		fmt.Println("ok", name)
	} else {
		fmt.Println("WRONG", name)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func allow(resource string, actions ...string) *string {
	return aws.String(fmt.Sprintf(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": ["%s"], "Resource": "%s"}]}`, strings.Join(actions, `", "`), resource))
}

func people(client *iam.Client) aws.CredentialsProvider {
	alice := aws.String("alice")
	must(client.CreateUser(ctx, &iam.CreateUserInput{UserName: alice}))
	must(0, iam.NewUserExistsWaiter(client).Wait(ctx, &iam.GetUserInput{UserName: alice}, 10*time.Second))
	user := must(client.GetUser(ctx, &iam.GetUserInput{UserName: alice})).User
	step("user", *user.Arn == "arn:aws:iam::"+account+":user/alice" && time.Since(*user.CreateDate) < time.Hour)
	key := must(client.CreateAccessKey(ctx, &iam.CreateAccessKeyInput{UserName: alice})).AccessKey
	step("key", strings.HasPrefix(*key.AccessKeyId, "AKIA"))
	must(client.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: alice, PolicyName: aws.String("reads"),
		PolicyDocument: allow("*", "s3:GetObject", "sts:AssumeRole")}))
	policies := must(client.ListUserPolicies(ctx, &iam.ListUserPoliciesInput{UserName: alice}))
	step("policy", slices.Equal(policies.PolicyNames, []string{"reads"}))
	return credentials.NewStaticCredentialsProvider(*key.AccessKeyId, *key.SecretAccessKey, "")
}

func read(client *s3.Client, key string) (string, *s3.GetObjectOutput) {
	object := must(client.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: &key}))
	return string(must(io.ReadAll(object.Body))), object
}

func objects(client *s3.Client) {
	must(client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: bucket}))
	must(0, s3.NewBucketExistsWaiter(client).Wait(ctx, &s3.HeadBucketInput{Bucket: bucket}, 10*time.Second))
	buckets := must(client.ListBuckets(ctx, nil)).Buckets
	step("bucket", slices.ContainsFunc(buckets, func(each types.Bucket) bool { return *each.Name == *bucket }))
	kind := "text/plain; charset=UTF-8"
	must(client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("text"), ContentType: &kind,
		Body: strings.NewReader("grüße\n")}))
	text, object := read(client, "text")
	step("text", text == "grüße\n" && *object.ContentType == kind)
	large := make([]byte, 20<<20)
	must(rand.Read(large))
	transfers := transfermanager.New(client)
	must(transfers.UploadObject(ctx, &transfermanager.UploadObjectInput{Bucket: bucket, Key: aws.String("large"),
		Body: bytes.NewReader(large)}))
	back := must(transfers.GetObject(ctx, &transfermanager.GetObjectInput{Bucket: bucket, Key: aws.String("large")}))
	step("large", bytes.Equal(must(io.ReadAll(back.Body)), large) && strings.HasSuffix(*back.ETag, `-3"`))
}

func refusal(hers *s3.Client) {
	_, err := hers.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("forged"),
		Body: strings.NewReader("x")})
	var refused smithy.APIError
	step("refusal", errors.As(err, &refused) && refused.ErrorCode() == "AccessDenied" && refused.ErrorMessage() ==
		fmt.Sprintf("User: arn:aws:iam::%s:user/alice is not authorized to perform: s3:PutObject on resource: "+
			`"arn:aws:s3:::%s/forged" because no identity-based policy allows the s3:PutObject action`, account, *bucket))
}

func presigned(client *s3.Client) {
	signer := s3.NewPresignClient(client)
	key := aws.String("presigned")
	put := must(signer.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key}))
	request := must(http.NewRequest(put.Method, put.URL, strings.NewReader("by hand")))
	step("presigned put", must(http.DefaultClient.Do(request)).StatusCode == 200)
	get := must(signer.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: key}))
	step("presigned get", string(must(io.ReadAll(must(http.Get(get.URL)).Body))) == "by hand")
}

func role(as func(aws.CredentialsProvider) aws.Config, client *iam.Client, alice aws.CredentialsProvider) {
	name := aws.String("reader")
	must(client.CreateRole(ctx, &iam.CreateRoleInput{RoleName: name, AssumeRolePolicyDocument: aws.String(
		`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
			"Principal": {"AWS": "arn:aws:iam::` + account + `:user/alice"}}]}`)}))
	must(client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: name, PolicyName: aws.String("reads"),
		PolicyDocument: allow("arn:aws:s3:::"+*bucket+"/text", "s3:GetObject")}))
	session := as(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(as(alice)), "arn:aws:iam::"+account+":role/reader",
		func(options *stscreds.AssumeRoleOptions) { options.RoleSessionName = "story" }))
	who := must(sts.NewFromConfig(session).GetCallerIdentity(ctx, nil))
	text, _ := read(s3.NewFromConfig(session), "text")
	step("assumed role", *who.Arn == "arn:aws:sts::"+account+":assumed-role/reader/story" && text == "grüße\n")
}

func pages(client *s3.Client) {
	var keys, found []string
	for number := range 7 {
		key := fmt.Sprintf("pages/%d", number)
		must(client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: &key}))
		keys = append(keys, key)
	}
	count := 0
	for pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: bucket,
		Prefix: aws.String("pages/"), MaxKeys: aws.Int32(3)}); pages.HasMorePages(); count++ {
		for _, each := range must(pages.NextPage(ctx)).Contents {
			found = append(found, *each.Key)
		}
	}
	step("pages", count == 3 && slices.Equal(found, keys))
}

func messages(client *sqs.Client) {
	queue := must(client.CreateQueue(ctx, &sqs.CreateQueueInput{QueueName: aws.String(*bucket + ".fifo"),
		Attributes: map[string]string{"FifoQueue": "true", "ContentBasedDeduplication": "true"}})).QueueUrl
	sent := make(chan struct{})
	go func() {
		time.Sleep(time.Second)
		for _, body := range []string{"first", "second", "first"} {
			must(client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: queue, MessageGroupId: aws.String("g"),
				MessageBody: &body}))
		}
		close(sent)
	}()
	polled := must(client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: queue, WaitTimeSeconds: 10,
		MaxNumberOfMessages: 1})).Messages
	<-sent
	step("long poll", len(polled) == 1 && *polled[0].Body == "first")
	must(client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: queue, ReceiptHandle: polled[0].ReceiptHandle}))
	rest := must(client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: queue, MaxNumberOfMessages: 10})).Messages
	left := must(client.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{QueueUrl: queue,
		AttributeNames: []sqstypes.QueueAttributeName{sqstypes.QueueAttributeNameApproximateNumberOfMessages}}))
	step("fifo", len(rest) == 1 && *rest[0].Body == "second" && left.Attributes["ApproximateNumberOfMessages"] == "0")
}

func main() {
	root := must(config.LoadDefaultConfig(ctx))
	as := func(who aws.CredentialsProvider) aws.Config {
		other := root.Copy()
		other.Credentials = aws.NewCredentialsCache(who)
		return other
	}
	identities, store := iam.NewFromConfig(root), s3.NewFromConfig(root)
	alice := people(identities)
	objects(store)
	refusal(s3.NewFromConfig(as(alice)))
	presigned(store)
	role(as, identities, alice)
	pages(store)
	messages(sqs.NewFromConfig(root))
}
