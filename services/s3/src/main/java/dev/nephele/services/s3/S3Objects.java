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
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects: their content, their deletion, their tags. */
final class S3Objects implements Objects {
    private static final int MOST_DELETED = 1_000;

    private final Store store;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final ObjectCopies copies;

    S3Objects(Store store, ObjectWriter writer) {
        this.store = store;
        this.writer = writer;
        this.reader = new ObjectReader(writer.blobs());
        this.copies = new ObjectCopies(store, writer);
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
            needed.add(Rules.withObjectTags(Rules.onTarget("PutObjectTagging", target, bucket, current, call), tags)
                    .build());
        }
        if (acl != null) {
            needed.add(Rules.onObject("PutObjectAcl", name, key, bucket, call).build());
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
        Unserved.refuse(request);
        Rules.Target target = target(request);
        String random = writer.random();
        Versions.Deletion deletion =
                store.transact(call, transaction -> delete(transaction, target, request.ifMatch(), random, call));
        return Filled.of(DeleteObjectOutput.SCHEMA)
                .set("DeleteMarker", deletion.marker() ? true : null)
                .set("VersionId", deletion.id().orElse(null))
                .as(DeleteObjectOutput.class);
    }

    private Versions.Deletion delete(
            Transaction transaction, Rules.Target target, @Nullable String ifMatch, String random, Call call) {
        Bucket bucket = Lookup.bucket(transaction, target.bucket());
        if (ifMatch != null) {
            Version there = Versions.seek(transaction, target.bucket(), target.key(), target.version());
            Preconditions.requireOnWrite(ifMatch, null, there, target.key());
        }
        return target.version() == null
                ? writer.versions()
                        .delete(
                                transaction,
                                bucket,
                                target.bucket(),
                                target.key(),
                                Version.marker("", 0, call.instant()),
                                random)
                : writer.versions().deleteVersion(transaction, target.bucket(), target.key(), target.version());
    }

    @Override
    public List<Requirement> deleteObjectRule(DeleteObjectRequest request, Undecided call) {
        return List.of(deletion(target(request), call).build());
    }

    private static Requirement.Builder deletion(Rules.Target target, Undecided call) {
        Versions.requireId(target.version());
        Bucket bucket = Lookup.bucket(call.view(), target.bucket(), target.expectedOwner());
        Version version = Versions.seek(call.view(), target.bucket(), target.key(), target.version());
        return Rules.onTarget(
                target.version() == null ? "DeleteObject" : "DeleteObjectVersion", target, bucket, version, call);
    }

    private static Rules.Target target(DeleteObjectRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    @Override
    public DeleteObjectsOutput deleteObjects(DeleteObjectsRequest request, Call call) {
        Unserved.refuse(request);
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        List<ObjectIdentifier> objects = request.delete().objects();
        String random = writer.random();
        List<Optional<Versions.Deletion>> done = store.transact(call, transaction -> {
            List<Optional<Versions.Deletion>> list = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                list.add(
                        call.refused(i)
                                ? Optional.empty()
                                : Optional.of(
                                        delete(transaction, target(request, objects.get(i)), null, random, call)));
            }
            return list;
        });
        for (int i = 0; i < objects.size(); i++) {
            ObjectIdentifier each = objects.get(i);
            done.get(i)
                    .ifPresentOrElse(
                            deletion -> deleted.add(told(each, deletion)),
                            () -> errors.add(
                                    new S3Error(each.key(), each.versionId(), "AccessDenied", "Access Denied")));
        }
        return Filled.of(DeleteObjectsOutput.SCHEMA)
                .set("Deleted", Boolean.TRUE.equals(request.delete().quiet()) ? null : deleted)
                .set("Errors", errors)
                .as(DeleteObjectsOutput.class);
    }

    private static DeletedObject told(ObjectIdentifier asked, Versions.Deletion deletion) {
        boolean made = deletion.marker() && asked.versionId() == null;
        return new DeletedObject(
                asked.key(),
                asked.versionId(),
                deletion.marker() ? true : null,
                made || deletion.marker() ? deletion.id().orElse(null) : null);
    }

    @Override
    public List<Requirement> deleteObjectsRule(DeleteObjectsRequest request, Undecided call) {
        List<ObjectIdentifier> objects = request.delete().objects();
        if (objects.isEmpty() || objects.size() > MOST_DELETED) {
            throw Problems.malformedXml();
        }
        for (ObjectIdentifier each : objects) {
            if (each.eTag() != null || each.lastModifiedTime() != null || each.size() != null) {
                throw Problems.notImplemented("ETag");
            }
        }
        return objects.stream()
                .map(each -> deletion(target(request, each), call).perItem().build())
                .toList();
    }

    private static Rules.Target target(DeleteObjectsRequest request, ObjectIdentifier each) {
        return new Rules.Target(request.bucket(), each.key(), each.versionId(), request.expectedBucketOwner());
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
        List<Requirement> needed = new ArrayList<>(Rules.reading("GetObject", "GetObjectVersion", target, call));
        needed.addAll(Rules.reading("GetObjectAttributes", "GetObjectVersionAttributes", target, call));
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
        return Rules.reading("GetObjectAcl", "GetObjectVersionAcl", target(request), call);
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
        String action = request.versionId() == null ? "PutObjectTagging" : "PutObjectVersionTagging";
        return List.of(Rules.withObjectTags(Rules.onTarget(action, target, bucket, version, call), tags)
                .build());
    }

    @Override
    public GetObjectTaggingOutput getObjectTagging(GetObjectTaggingRequest request, Call call) {
        ObjectReader.Found found = store.read(call, view -> ObjectReader.find(target(request), "GET", view));
        return new GetObjectTaggingOutput(
                found.shownId(), ObjectTags.list(found.version().tags()));
    }

    @Override
    public List<Requirement> getObjectTaggingRule(GetObjectTaggingRequest request, Undecided call) {
        Versions.requireId(request.versionId());
        return Rules.reading("GetObjectTagging", "GetObjectVersionTagging", target(request), call);
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
        return Rules.reading("DeleteObjectTagging", "DeleteObjectVersionTagging", target(request), call);
    }

    private static Rules.Target target(DeleteObjectTaggingRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }
}
