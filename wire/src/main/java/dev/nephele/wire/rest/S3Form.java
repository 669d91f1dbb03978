package dev.nephele.wire.rest;

import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.wire.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What S3 does otherwise than restXml says or its model knows.
 *
 * <p>Source: response syntax of each operation in the S3 API Reference. The model has lost the root names of answers.
 */
final class S3Form {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final Map<String, String> ROOTS = Map.ofEntries(
            Map.entry("ListBuckets", "ListAllMyBucketsResult"),
            Map.entry("ListDirectoryBuckets", "ListAllMyDirectoryBucketsResult"),
            Map.entry("ListObjects", "ListBucketResult"),
            Map.entry("ListObjectsV2", "ListBucketResult"),
            Map.entry("ListObjectVersions", "ListVersionsResult"),
            Map.entry("ListMultipartUploads", "ListMultipartUploadsResult"),
            Map.entry("ListParts", "ListPartsResult"),
            Map.entry("CreateMultipartUpload", "InitiateMultipartUploadResult"),
            Map.entry("CompleteMultipartUpload", "CompleteMultipartUploadResult"),
            Map.entry("CreateSession", "CreateSessionResult"),
            Map.entry("DeleteObjects", "DeleteResult"),
            Map.entry("GetBucketAcl", "AccessControlPolicy"),
            Map.entry("GetObjectAcl", "AccessControlPolicy"),
            Map.entry("GetBucketTagging", "Tagging"),
            Map.entry("GetObjectTagging", "Tagging"),
            Map.entry("GetBucketCors", "CORSConfiguration"),
            Map.entry("GetBucketLifecycleConfiguration", "LifecycleConfiguration"),
            Map.entry("GetBucketNotificationConfiguration", "NotificationConfiguration"),
            Map.entry("GetBucketRequestPayment", "RequestPaymentConfiguration"),
            Map.entry("GetBucketVersioning", "VersioningConfiguration"),
            Map.entry("GetBucketWebsite", "WebsiteConfiguration"),
            Map.entry("GetBucketLogging", "BucketLoggingStatus"),
            Map.entry("GetBucketAccelerateConfiguration", "AccelerateConfiguration"),
            Map.entry("GetObjectAttributes", "GetObjectAttributesResponse"),
            Map.entry("ListBucketAnalyticsConfigurations", "ListBucketAnalyticsConfigurationResult"),
            Map.entry("ListBucketInventoryConfigurations", "ListInventoryConfigurationsResult"),
            Map.entry("ListBucketMetricsConfigurations", "ListMetricsConfigurationsResult"),
            Map.entry(
                    "ListBucketIntelligentTieringConfigurations", "ListBucketIntelligentTieringConfigurationsResult"));

    private S3Form() {}

    /** Whether S3 takes a header's value for not sent instead of refusing it: an invalid number of parts to show. */
    static boolean ignores(Member member, String text) {
        return member.wireName().equals("x-amz-max-parts") && !text.strip().matches("[0-9]{1,9}");
    }

    /** The root of an answer whose members are the document. */
    static String root(Operation<?, ?> operation) {
        return ROOTS.getOrDefault(operation.name(), operation.name() + "Result");
    }

    /** The members of an answer in the order of the document: AWS writes the owner before its buckets. */
    static List<Member> members(Operation<?, ?> operation, Schema schema) {
        Member owner = operation.name().equals("ListBuckets") ? schema.member("Owner") : null;
        if (owner == null) {
            return schema.members();
        }
        List<Member> members = new ArrayList<>(schema.members());
        members.remove(owner);
        members.addFirst(owner);
        return members;
    }

    /** 206 for a part of an object, which only the content range tells. */
    static int status(Structure output, int otherwise) {
        Member range = output.schema().member("ContentRange");
        return range != null && output.member(range.index()) != null ? 206 : otherwise;
    }

    /** Writes GetBucketLocation, whose root is the value itself; empty for us-east-1. */
    static boolean unwrapped(Operation<?, ?> operation, Structure output, XmlWriter xml) {
        if (!operation.name().equals("GetBucketLocation")) {
            return false;
        }
        Member location = output.schema().member("LocationConstraint");
        Object value = location == null ? null : output.member(location.index());
        xml.start("LocationConstraint", NAMESPACE)
                .text(value == null ? "" : value.toString())
                .end("LocationConstraint");
        return true;
    }
}
