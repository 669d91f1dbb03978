package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.s3.*;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.request.StoredHeaders;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects: their content, their deletion, their tags. */
final class S3Objects implements Objects {
    private final Store store;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final ObjectCopies copies;
    private final ObjectDeletions deletions;

    S3Objects(Store store, ObjectWriter writer) {
        this.store = store;
        this.writer = writer;
        this.reader = new ObjectReader(writer.blobs());
        this.copies = new ObjectCopies(store, writer);
        this.deletions = new ObjectDeletions(store, writer);
    }

    @Override
    public PutObjectOutput putObject(PutObjectRequest request, Call call) {
        Unserved.refuse(request);
        StoredHeaders.requireKey(request.key());
        Unserved.refuseAcl(request.acl(), store.read(call, view -> Lookup.bucket(view, request.bucket())), call);
        ObjectWriter.Dress dress = ObjectWriter.Dress.of(request, request.metadata(), request.tagging());
        ObjectWriter.Written written = writer.put(
                new Rules.Target(request.bucket(), request.key(), null, request.expectedBucketOwner()),
                request.body(),
                dress,
                new ObjectWriter.Conditions(request.ifMatch(), request.ifNoneMatch()),
                call);
        return ObjectWriter.tell(Filled.of(PutObjectOutput.SCHEMA), written).as(PutObjectOutput.class);
    }

    @Override
    public List<Requirement> putObjectRule(PutObjectRequest request, Undecided call) {
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        Map<String, String> tags = ObjectTags.ofHeader(request.tagging());
        Requirement.Builder put = Rules.writing(true, request.bucket(), request.key(), bucket, call);
        return writeRule(put, tags, request.acl(), request.bucket(), request.key(), bucket, call);
    }

    /** A write, and what its tags and its ACL need besides. */
    static List<Requirement> writeRule(
            Requirement.Builder write,
            Map<String, String> tags,
            @Nullable String acl,
            String name,
            String key,
            Bucket bucket,
            Undecided call) {
        List<Requirement> needed = new ArrayList<>();
        needed.add(Rules.withObjectTags(write, tags).build());
        if (!tags.isEmpty()) {
            Rules.Target target = new Rules.Target(name, key, null, null);
            Version current = Versions.seek(call.view(), name, key, null);
            needed.add(Rules.withObjectTags(Rules.onTarget("s3:PutObjectTagging", target, bucket, current, call), tags)
                    .build());
        }
        if (acl != null) {
            needed.add(
                    Rules.onObject("s3:PutObjectAcl", name, key, bucket, call).build());
        }
        return needed;
    }

    @Override
    public GetObjectOutput getObject(GetObjectRequest request, Call call) {
        return store.read(call, view -> reader.get(request, target(request), call, view));
    }

    @Override
    public List<Requirement> getObjectRule(GetObjectRequest request, Undecided call) {
        return ObjectReader.rule(target(request), call);
    }

    private static Rules.Target target(GetObjectRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    @Override
    public HeadObjectOutput headObject(HeadObjectRequest request, Call call) {
        return store.read(call, view -> reader.head(request, target(request), call, view));
    }

    @Override
    public List<Requirement> headObjectRule(HeadObjectRequest request, Undecided call) {
        return ObjectReader.rule(target(request), call);
    }

    private static Rules.Target target(HeadObjectRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    @Override
    public DeleteObjectOutput deleteObject(DeleteObjectRequest request, Call call) {
        return deletions.delete(request, call);
    }

    @Override
    public List<Requirement> deleteObjectRule(DeleteObjectRequest request, Undecided call) {
        return ObjectDeletions.rule(request, call);
    }

    @Override
    public DeleteObjectsOutput deleteObjects(DeleteObjectsRequest request, Call call) {
        return deletions.delete(request, call);
    }

    @Override
    public List<Requirement> deleteObjectsRule(DeleteObjectsRequest request, Undecided call) {
        return ObjectDeletions.rule(request, call);
    }

    @Override
    public CopyObjectOutput copyObject(CopyObjectRequest request, Call call) {
        return copies.copy(request, call);
    }

    @Override
    public List<Requirement> copyObjectRule(CopyObjectRequest request, Undecided call) {
        return ObjectCopies.rule(request, call);
    }

    @Override
    public GetObjectAttributesOutput getObjectAttributes(GetObjectAttributesRequest request, Call call) {
        Unserved.refuse(request);
        ObjectReader.Found found = store.read(call, view -> ObjectReader.find(target(request), "GET", view));
        return ObjectAttributes.of(request, found);
    }

    @Override
    public List<Requirement> getObjectAttributesRule(GetObjectAttributesRequest request, Undecided call) {
        Rules.Target target = target(request);
        Versions.requireId(target.version());
        List<Requirement> needed = new ArrayList<>(Rules.reading("s3:GetObject", "s3:GetObjectVersion", target, call));
        needed.addAll(Rules.reading("s3:GetObjectAttributes", "s3:GetObjectVersionAttributes", target, call));
        return needed;
    }

    private static Rules.Target target(GetObjectAttributesRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    @Override
    public GetObjectAclOutput getObjectAcl(GetObjectAclRequest request, Call call) {
        ObjectReader.Found found = store.read(call, view -> ObjectReader.find(target(request), "GET", view));
        return new GetObjectAclOutput(
                Lookup.owner(found.bucket().owner()),
                Lookup.grants(found.bucket().owner()),
                null);
    }

    @Override
    public List<Requirement> getObjectAclRule(GetObjectAclRequest request, Undecided call) {
        Versions.requireId(request.versionId());
        return Rules.reading("s3:GetObjectAcl", "s3:GetObjectVersionAcl", target(request), call);
    }

    private static Rules.Target target(GetObjectAclRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    @Override
    public PutObjectTaggingOutput putObjectTagging(PutObjectTaggingRequest request, Call call) {
        Map<String, String> tags = ObjectTags.ofObject(request.tagging().tagSet());
        Rules.Target target =
                new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
        return new PutObjectTaggingOutput(retag(target, tags, "PUT", call));
    }

    /** Changes the tags of a version; answers its id as clients see it. */
    private @Nullable String retag(Rules.Target target, Map<String, String> tags, String method, Call call) {
        ObjectReader.Found found = store.read(call, view -> ObjectReader.find(target, method, view));
        store.update(call, transaction -> {
            Version version = Versions.seek(
                    transaction, target.bucket(), target.key(), found.version().id());
            if (version == null) {
                throw Problems.noSuchKey(target.key());
            }
            Versions.replace(transaction, target.bucket(), target.key(), version.withTags(tags));
        });
        return found.shownId();
    }

    @Override
    public List<Requirement> putObjectTaggingRule(PutObjectTaggingRequest request, Undecided call) {
        Versions.requireId(request.versionId());
        Map<String, String> tags = ObjectTags.ofObject(request.tagging().tagSet());
        Rules.Target target =
                new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        Version version = Versions.seek(call.view(), request.bucket(), request.key(), request.versionId());
        String action = request.versionId() == null ? "s3:PutObjectTagging" : "s3:PutObjectVersionTagging";
        return List.of(Rules.withObjectTags(Rules.onTarget(action, target, bucket, version, call), tags)
                .build());
    }

    @Override
    public GetObjectTaggingOutput getObjectTagging(GetObjectTaggingRequest request, Call call) {
        // AWS was seen to name the bucket too when this operation finds no key; others name the key alone.
        String named = request.bucket() + '/' + request.key();
        ObjectReader.Found found = store.read(call, view -> ObjectReader.find(target(request), "GET", named, view));
        return new GetObjectTaggingOutput(
                found.shownId(), ObjectTags.list(found.version().tags()));
    }

    @Override
    public List<Requirement> getObjectTaggingRule(GetObjectTaggingRequest request, Undecided call) {
        Versions.requireId(request.versionId());
        return Rules.reading("s3:GetObjectTagging", "s3:GetObjectVersionTagging", target(request), call);
    }

    private static Rules.Target target(GetObjectTaggingRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    @Override
    public DeleteObjectTaggingOutput deleteObjectTagging(DeleteObjectTaggingRequest request, Call call) {
        return new DeleteObjectTaggingOutput(retag(target(request), Map.of(), "DELETE", call));
    }

    @Override
    public List<Requirement> deleteObjectTaggingRule(DeleteObjectTaggingRequest request, Undecided call) {
        Versions.requireId(request.versionId());
        return Rules.reading("s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging", target(request), call);
    }

    private static Rules.Target target(DeleteObjectTaggingRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }
}
