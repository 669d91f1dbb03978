package dev.nephele.wire.rest;

import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.xml.ShapeWriter;
import dev.nephele.wire.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol {@link ServiceModel.Protocol#S3}: what S3 does otherwise than restXml says or its model knows.
 *
 * <p>Source: response syntax of each operation in the S3 API Reference. The model has lost the root names of answers.
 */
public final class S3Codec extends RestXmlCodec {
    private static final Schema.XmlNamespace NAMESPACE =
            new Schema.XmlNamespace("http://s3.amazonaws.com/doc/2006-03-01/", null);

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

    @Override
    HttpReader reader(Route.Found route, WireRequest request) {
        return new S3Reader(route, request);
    }

    @Override
    byte[] body(Route.Found route, WireRequest request) {
        int limit = route.service().manners().bodyLimit();
        if (request.body().length() > limit) {
            throw ServiceException.of("MaxMessageLengthExceeded", 400, "Your request was too big.")
                    .with("MaxMessageLengthBytes", Integer.toString(limit));
        }
        return super.body(route, request);
    }

    @Override
    @Nullable
    String expectedRoot(Member payload) {
        return payload.locationName();
    }

    /** 206 for a part of an object, which only the content range tells. */
    @Override
    int status(Structure output, int modelled) {
        Member range = output.schema().member("ContentRange");
        return range != null && output.member(range.index()) != null ? 206 : modelled;
    }

    @Override
    String entryText(String text) {
        return HeaderText.encode(text);
    }

    @Override
    ShapeWriter.Dialect dialect() {
        return ShapeWriter.Dialect.S3;
    }

    @Override
    String unnamedRoot(Member payload) {
        return payload.name();
    }

    @Override
    Schema.XmlNamespace serviceNamespace(Answer answer) {
        return NAMESPACE;
    }

    @Override
    String unnamedRoot(Operation<?, ?> operation) {
        return ROOTS.getOrDefault(operation.name(), operation.name() + "Result");
    }

    /** AWS writes the owner before its buckets. */
    @Override
    List<Member> members(Operation<?, ?> operation) {
        Schema schema = operation.output();
        Member owner = operation.name().equals("ListBuckets") ? schema.member("Owner") : null;
        if (owner == null) {
            return schema.members();
        }
        List<Member> members = new ArrayList<>(schema.members());
        members.remove(owner);
        members.addFirst(owner);
        return members;
    }

    /** The root of GetBucketLocation is the value itself; empty for us-east-1. */
    @Override
    void document(Operation<?, ?> operation, Structure output, Answer answer, XmlWriter xml) {
        if (!operation.name().equals("GetBucketLocation")) {
            super.document(operation, output, answer, xml);
            return;
        }
        Member location = output.schema().member("LocationConstraint");
        Object value = location == null ? null : output.member(location.index());
        xml.start("LocationConstraint", NAMESPACE.uri())
                .text(value == null ? "" : value.toString())
                .end("LocationConstraint");
    }

    @Override
    void error(ServiceException error, Answer answer, XmlWriter xml) {
        xml.start("Error");
        content(error, xml);
        xml.element("RequestId", answer.requestId())
                .element("HostId", answer.hostId())
                .end("Error");
    }

    @Override
    WireResponse begin(int status, Answer answer) {
        return new WireResponse(status)
                .header("x-amz-request-id", answer.requestId())
                .header("x-amz-id-2", answer.hostId());
    }
}
