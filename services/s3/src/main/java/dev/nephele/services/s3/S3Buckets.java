package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.Member;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Part;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.services.s3.state.Tables.PartKey;
import dev.nephele.services.s3.state.Tables.UploadKey;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.table.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Buckets themselves. Their names are one for the whole partition. */
final class S3Buckets implements Buckets {
    /** Buckets of one account (S3 User Guide, "Bucket quotas"). */
    private static final int MOST = 10_000;

    private static final String HOME = "us-east-1";
    private static final String EU = "EU";
    private static final String ENFORCED = "BucketOwnerEnforced";

    private final Store store;
    private final Blobs blobs;
    private final Pages pages;

    S3Buckets(Store store, Blobs blobs, Pages pages) {
        this.store = store;
        this.blobs = blobs;
        this.pages = pages;
    }

    @Override
    public CreateBucketOutput createBucket(CreateBucketRequest request, Call call) {
        String name = request.bucket();
        Unserved.refuse(request);
        if (Boolean.TRUE.equals(request.objectLockEnabledForBucket())) {
            throw Problems.notImplemented("x-amz-bucket-object-lock-enabled");
        }
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        if (configuration != null && (configuration.location() != null || configuration.bucket() != null)) {
            throw Problems.notImplemented("CreateBucketConfiguration");
        }
        String location = location(configuration == null ? null : configuration.locationConstraint(), call.region());
        Region region = location.isEmpty() ? call.region() : new Region(location.equals(EU) ? "eu-west-1" : location);
        Bucket fresh =
                Bucket.fresh(call.account(), region, location, call.instant()).withOwnership(ownership(request));
        if (configuration != null && configuration.tags() != null) {
            fresh = fresh.withTags(ObjectTags.ofNewBucket(configuration.tags()));
        }
        Unserved.refuseAcl(request.acl(), fresh, call);
        Bucket made = fresh;
        store.update(call, transaction -> create(transaction, name, made, call));
        String at = region.code().equals(HOME) ? '/' + name : "http://" + name + ".s3.amazonaws.com/";
        return Filled.of(CreateBucketOutput.SCHEMA)
                .set("Location", at)
                .set("BucketArn", Rules.arn(name).toString())
                .as(CreateBucketOutput.class);
    }

    private static void create(Transaction transaction, String name, Bucket fresh, Call call) {
        Bucket there = Tables.BUCKETS.get(transaction, name);
        if (there == null) {
            if (Tables.NAMES.in(call).scan().limit(MOST).count(transaction) == MOST) {
                throw ServiceException.of(
                        "TooManyBuckets", 400, "You have attempted to create more buckets than allowed");
            }
            Tables.BUCKETS.put(transaction, name, fresh);
            Tables.NAMES.in(call).put(transaction, name, true);
        } else if (!there.owner().equals(call.account())) {
            throw new BucketAlreadyExists("The requested bucket name is not available. The bucket namespace is shared"
                            + " by all users of the system. Please select a different name and try again.")
                    .with("BucketName", name);
        } else if (!isHome(there) || !isHome(fresh) || !fresh.tags().isEmpty()) {
            throw new BucketAlreadyOwnedByYou(
                            "Your previous request to create the named bucket succeeded and you already own it.")
                    .with("BucketName", name);
        }
    }

    private static boolean isHome(Bucket bucket) {
        return bucket.region().code().equals(HOME);
    }

    /** Who owns the objects of a new bucket. One without ACLs cannot have one. */
    private static Optional<String> ownership(CreateBucketRequest request) {
        String asked = request.objectOwnership();
        if (asked != null && !S3BucketSettings.OWNERSHIPS.contains(asked)) {
            throw ServiceException.of("InvalidArgument", 400, "Invalid x-amz-object-ownership header: " + asked)
                    .with("ArgumentName", "x-amz-object-ownership");
        }
        String acl = request.acl();
        if (asked == null && "private".equals(acl)) {
            return Optional.of("BucketOwnerPreferred");
        }
        if (acl != null && !acl.equals("private") && (asked == null || asked.equals(ENFORCED))) {
            throw ServiceException.of(
                    "InvalidBucketAclWithObjectOwnership",
                    400,
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        return Optional.of(asked == null ? ENFORCED : asked);
    }

    /**
     * Where the bucket shall be, in the client's word; empty for us-east-1. Only the endpoint of us-east-1 makes buckets
     * elsewhere.
     */
    private static String location(@Nullable String constraint, Region endpoint) {
        boolean home = endpoint.code().equals(HOME);
        if (constraint == null || constraint.isEmpty()) {
            if (!home) {
                throw illegalLocation("unspecified");
            }
            return "";
        }
        if (home && !isLocation(constraint)) {
            throw ServiceException.of(
                            "InvalidLocationConstraint", 400, "The specified location-constraint is not valid")
                    .with("LocationConstraint", constraint);
        }
        boolean own = constraint.equals(endpoint.code())
                || constraint.equals(EU) && endpoint.code().equals("eu-west-1");
        if (!home && !own) {
            throw illegalLocation(constraint);
        }
        return constraint;
    }

    /** Whether the model of S3 knows the location; us-east-1 is none, and {@code EU} stands for eu-west-1. */
    private static boolean isLocation(String constraint) {
        Member member = CreateBucketConfiguration.SCHEMA.member("LocationConstraint");
        return member != null && member.target().constraints().values().contains(constraint);
    }

    private static ServiceException illegalLocation(String constraint) {
        return ServiceException.of(
                "IllegalLocationConstraintException",
                400,
                "The " + constraint
                        + " location constraint is incompatible for the region specific endpoint this request was sent"
                        + " to.");
    }

    @Override
    public List<Requirement> createBucketRule(CreateBucketRequest request, Undecided call) {
        BucketNames.require(request.bucket());
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        Map<String, String> tags = configuration == null || configuration.tags() == null
                ? Map.of()
                : ObjectTags.ofNewBucket(configuration.tags());
        List<Requirement> needed = new ArrayList<>();
        needed.add(onNew("s3:CreateBucket", request, call)
                .with(
                        "s3:LocationConstraint",
                        Optional.ofNullable(configuration).map(CreateBucketConfiguration::locationConstraint))
                .requestTags(tags)
                .build());
        if (request.objectOwnership() != null) {
            needed.add(onNew("s3:PutBucketOwnershipControls", request, call).build());
        }
        if (request.acl() != null && !request.acl().equals("private")) {
            needed.add(onNew("s3:PutBucketAcl", request, call).build());
        }
        if (!tags.isEmpty()) {
            needed.add(onNew("s3:TagResource", request, call).requestTags(tags).build());
        }
        return needed;
    }

    /** What a new bucket is made with needs its own permission (S3 API Reference, CreateBucket, "Permissions"). */
    private static Requirement.Builder onNew(String action, CreateBucketRequest request, Undecided call) {
        return Requirement.of(action, Rules.arn(request.bucket()), call.account())
                .with(Rules.OWNER, call.account().value());
    }

    @Override
    public HeadBucketOutput headBucket(HeadBucketRequest request, Call call) {
        Bucket bucket = store.read(call, view -> Lookup.bucket(view, request.bucket()));
        return Filled.of(HeadBucketOutput.SCHEMA)
                .set("BucketArn", Rules.arn(request.bucket()).toString())
                .set("BucketRegion", bucket.region().code())
                .set("AccessPointAlias", false)
                .as(HeadBucketOutput.class);
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request, Call call) {
        String name = request.bucket();
        store.update(call, transaction -> {
            Bucket bucket = Lookup.bucket(transaction, name);
            boolean objects =
                    !Tables.OBJECTS.scan().under(out -> out.text(name)).isEmpty(transaction);
            if (objects) {
                String hint = bucket.versioning() == Bucket.Versioning.OFF
                        ? ""
                        : ". You must delete all versions in the bucket.";
                throw ServiceException.of("BucketNotEmpty", 409, "The bucket you tried to delete is not empty" + hint)
                        .with("BucketName", name);
            }
            for (UploadKey upload :
                    Tables.UPLOADS.scan().under(out -> out.text(name)).keys(transaction)) {
                deleteUpload(transaction, blobs, upload);
            }
            Tables.BUCKETS.delete(transaction, name);
            Tables.NAMES.in(bucket.owner()).delete(transaction, name);
        });
        return DeleteBucketResponse.EMPTY;
    }

    /** Removes an upload with the parts that it has. */
    static void deleteUpload(Transaction transaction, Blobs blobs, UploadKey upload) {
        Scan<PartKey, Part> parts = Tables.PARTS.scan().under(out -> out.text(upload.upload()));
        for (Part part : parts.values(transaction)) {
            blobs.delete(transaction, part.segment().blob());
        }
        parts.delete(transaction);
        Tables.UPLOADS.delete(transaction, upload);
    }

    @Override
    public ListBucketsOutput listBuckets(ListBucketsRequest request, Call call) {
        return store.read(call, view -> list(view, request, call));
    }

    private ListBucketsOutput list(View view, ListBucketsRequest request, Call call) {
        int most = request.maxBuckets() == null ? MOST : request.maxBuckets();
        String prefix = request.prefix() == null ? "" : request.prefix();
        Page<dev.nephele.model.s3.Bucket> page = pages.of("ListBuckets", call, prefix, request.bucketRegion())
                .page(S3Listing.given(request.continuationToken()), most)
                .rows(
                        view,
                        Tables.NAMES.in(call).scan().under(out -> out.beginning(prefix)),
                        (name, present) -> Tables.BUCKETS
                                .find(view, name)
                                .filter(bucket -> request.bucketRegion() == null
                                        || request.bucketRegion()
                                                .equals(bucket.region().code()))
                                .map(bucket -> told(name, bucket)));
        return Filled.of(ListBucketsOutput.SCHEMA)
                .set("Buckets", page.items())
                .set("Owner", Lookup.owner(call.account()))
                .set("Prefix", request.prefix())
                .set("ContinuationToken", page.next())
                .as(ListBucketsOutput.class);
    }

    private static dev.nephele.model.s3.Bucket told(String name, Bucket bucket) {
        return new dev.nephele.model.s3.Bucket(
                name, bucket.created(), bucket.region().code(), Rules.arn(name).toString());
    }

    @Override
    public List<Requirement> listBucketsRule(ListBucketsRequest request, Undecided call) {
        if (call.caller().principal().account().isEmpty()) {
            throw Problems.accessDenied();
        }
        return Requirement.of("s3:ListAllMyBuckets", call.account())
                .with(Rules.OWNER, call.account().value())
                .only();
    }

    @Override
    public GetBucketLocationOutput getBucketLocation(GetBucketLocationRequest request, Call call) {
        String location =
                store.read(call, view -> Lookup.bucket(view, request.bucket())).location();
        return new GetBucketLocationOutput(location.isEmpty() ? null : location);
    }
}
