package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.DeleteObjectOutput;
import dev.nephele.model.s3.DeleteObjectRequest;
import dev.nephele.model.s3.DeleteObjectsOutput;
import dev.nephele.model.s3.DeleteObjectsRequest;
import dev.nephele.model.s3.DeletedObject;
import dev.nephele.model.s3.ObjectIdentifier;
import dev.nephele.model.s3.S3Error;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers DeleteObject and DeleteObjects. */
final class ObjectDeletions {
    /** Objects of one DeleteObjects (S3 API Reference). */
    private static final int MOST = 1_000;

    private final Store store;
    private final ObjectWriter writer;

    ObjectDeletions(Store store, ObjectWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    DeleteObjectOutput delete(DeleteObjectRequest request, Call call) {
        Unserved.refuse(request);
        Rules.Target target = target(request);
        String random = writer.random();
        Versions.Deletion deletion = store.transact(call, transaction -> {
            Bucket bucket = Lookup.bucket(transaction, target.bucket());
            requireNoBypass(request.bypassGovernanceRetention());
            Versions.requireId(bucket, target.version());
            return delete(transaction, bucket, target, request.ifMatch(), random, call);
        });
        return Filled.of(DeleteObjectOutput.SCHEMA)
                .set("DeleteMarker", deletion.marker() ? true : null)
                .set("VersionId", deletion.id().orElse(null))
                .as(DeleteObjectOutput.class);
    }

    /** No bucket has object lock, so nothing can be bypassed, whatever the header says. */
    private static void requireNoBypass(@Nullable Boolean bypass) {
        if (bypass != null) {
            String header = "x-amz-bypass-governance-retention";
            throw ServiceException.of(
                            "InvalidArgument", 400, header + " is only applicable to Object Lock enabled buckets.")
                    .with("ArgumentName", header);
        }
    }

    private Versions.Deletion delete(
            Transaction transaction,
            Bucket bucket,
            Rules.Target target,
            @Nullable String ifMatch,
            String random,
            Call call) {
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

    static List<Requirement> rule(DeleteObjectRequest request, Undecided call) {
        Versions.requireId(request.versionId());
        return List.of(rule(target(request), call).build());
    }

    private static Requirement.Builder rule(Rules.Target target, Undecided call) {
        Bucket bucket = Lookup.bucket(call.view(), target.bucket(), target.expectedOwner());
        Version version = Versions.seek(call.view(), target.bucket(), target.key(), target.version());
        return Rules.onTarget(
                target.version() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", target, bucket, version, call);
    }

    private static Rules.Target target(DeleteObjectRequest request) {
        return new Rules.Target(request.bucket(), request.key(), request.versionId(), request.expectedBucketOwner());
    }

    /** What became of one object of many: one of both is null. */
    private record Outcome(
            @Nullable DeletedObject deleted, @Nullable S3Error error) {

        static Outcome refused(ObjectIdentifier object, String code, String message) {
            return new Outcome(null, new S3Error(object.key(), object.versionId(), code, message));
        }
    }

    DeleteObjectsOutput delete(DeleteObjectsRequest request, Call call) {
        Unserved.refuse(request);
        String random = writer.random();
        List<Outcome> outcomes = store.transact(call, transaction -> {
            Bucket bucket = Lookup.bucket(transaction, request.bucket());
            requireNoBypass(request.bypassGovernanceRetention());
            List<ObjectIdentifier> objects = request.delete().objects();
            List<Outcome> list = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                ObjectIdentifier object = objects.get(i);
                if (call.refused(i)) {
                    list.add(Outcome.refused(object, "AccessDenied", "Access Denied"));
                } else if (!Versions.isId(bucket, object.versionId())) {
                    list.add(Outcome.refused(object, "NoSuchVersion", "The specified version does not exist."));
                } else {
                    list.add(told(object, delete(transaction, bucket, target(request, object), null, random, call)));
                }
            }
            return list;
        });
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.error() != null) {
                errors.add(outcome.error());
            } else if (!Boolean.TRUE.equals(request.delete().quiet())) {
                deleted.add(outcome.deleted());
            }
        }
        return Filled.of(DeleteObjectsOutput.SCHEMA)
                .set("Deleted", deleted.isEmpty() ? null : deleted)
                .set("Errors", errors)
                .as(DeleteObjectsOutput.class);
    }

    private static Outcome told(ObjectIdentifier asked, Versions.Deletion deletion) {
        DeletedObject deleted = new DeletedObject(
                asked.key(),
                asked.versionId(),
                deletion.marker() ? true : null,
                deletion.marker() ? deletion.id().orElse(null) : null);
        return new Outcome(deleted, null);
    }

    static List<Requirement> rule(DeleteObjectsRequest request, Undecided call) {
        List<ObjectIdentifier> objects = request.delete().objects();
        if (objects.isEmpty() || objects.size() > MOST) {
            throw Problems.malformedXml();
        }
        for (ObjectIdentifier each : objects) {
            if (each.eTag() != null || each.lastModifiedTime() != null || each.size() != null) {
                throw Problems.notImplemented("ETag");
            }
        }
        return objects.stream()
                .map(each -> rule(target(request, each), call).perItem().build())
                .toList();
    }

    private static Rules.Target target(DeleteObjectsRequest request, ObjectIdentifier each) {
        return new Rules.Target(request.bucket(), each.key(), each.versionId(), request.expectedBucketOwner());
    }
}
