package dev.nephele.services.s3;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.s3.S3Service;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.storage.Store;
import dev.nephele.storage.blob.Blobs;
import java.util.Set;

/** Amazon Simple Storage Service. */
public final class S3 {
    /** What S3 checks itself before its model does, with texts of its own: members as {@code service:Operation.Member}. */
    public static final Set<String> SELF_VALIDATING = Set.of("s3:CreateBucket.LocationConstraint");

    private final S3Buckets buckets;
    private final S3BucketSettings settings;
    private final S3Objects objects;
    private final S3Listing listing;
    private final S3Multipart multipart;

    public S3(Store store, Blobs blobs, Ids ids, CloudKey key, PolicyPrincipals principals) {
        ObjectWriter writer = new ObjectWriter(blobs, ids);
        Pages pages = new Pages(key, "s3", Problems::badToken);
        this.buckets = new S3Buckets(store, blobs, pages);
        this.settings = new S3BucketSettings(store, principals);
        this.objects = new S3Objects(store, writer);
        this.listing = new S3Listing(store, pages);
        this.multipart = new S3Multipart(store, writer);
    }

    /** What the gateway serves. */
    public ServiceModel.Served served() {
        return new S3Service(Rules.ON, buckets, settings, objects, listing, multipart).served();
    }
}
