package dev.nephele.wire.routing;

import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.HoistedRequest;
import dev.nephele.wire.Labels;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * S3's operations by method and by what the path names (the service, a bucket, an object).
 *
 * <p>The model alone does not tell all of them apart: uploads, copies and parts differ by parameters and headers that it
 * only calls required, so {@link #NEEDS} names what each needs. Of the operations whose needs and query literals are all
 * there, the one with most of them is meant. Unknown parameters are ignored, as S3 does.
 */
final class S3Table {
    private static final String COPY = "x-amz-copy-source";

    /** What an operation needs beside its template: names of query parameters, and a header before the colon. */
    private static final Map<String, List<String>> NEEDS = Map.ofEntries(
            Map.entry("CopyObject", List.of(COPY + ':')),
            Map.entry("UploadPart", List.of("uploadId")),
            Map.entry("UploadPartCopy", List.of(COPY + ':', "uploadId")),
            Map.entry("ListParts", List.of("uploadId")),
            Map.entry("AbortMultipartUpload", List.of("uploadId")),
            Map.entry("CompleteMultipartUpload", List.of("uploadId")),
            Map.entry("GetBucketAnalyticsConfiguration", List.of("id")),
            Map.entry("GetBucketIntelligentTieringConfiguration", List.of("id")),
            Map.entry("GetBucketInventoryConfiguration", List.of("id")),
            Map.entry("GetBucketMetricsConfiguration", List.of("id")),
            Map.entry("GetObjectAnnotation", List.of("annotationName")));

    /** Operations that share the request of another one: replaced by it, or told apart by their host name. */
    private static final Set<String> SHADOWED = Set.of(
            "GetBucketLifecycle",
            "PutBucketLifecycle",
            "GetBucketNotification",
            "PutBucketNotification",
            "ListDirectoryBuckets");

    private record Row(UriTemplate template, List<String> needs, ServiceModel.Entry entry) {
        int weight() {
            return template.queryLiterals() + needs.size();
        }
    }

    private enum Level {
        SERVICE,
        BUCKET,
        OBJECT
    }

    private static final List<String> BUCKET = List.of("Bucket");
    private static final List<String> BUCKET_AND_KEY = List.of("Bucket", "Key");

    private final ServiceModel service;
    private final Map<String, List<Row>> rows = new HashMap<>();

    S3Table(ServiceModel service) {
        this.service = service;
        for (ServiceModel.Entry entry : service.operations()) {
            String uri = entry.http().uri();
            Level level = uri.startsWith("/{Bucket}/{Key+}")
                    ? Level.OBJECT
                    : uri.startsWith("/{Bucket}") ? Level.BUCKET : Level.SERVICE;
            if (!SHADOWED.contains(entry.name()) && (level != Level.SERVICE || uri.equals("/"))) {
                rows.computeIfAbsent(key(entry.http().method(), level), key -> new ArrayList<>())
                        .add(new Row(new UriTemplate(uri), NEEDS.getOrDefault(entry.name(), List.of()), entry));
            }
        }
        for (List<Row> list : rows.values()) {
            list.sort((a, b) -> Integer.compare(b.weight(), a.weight()));
        }
    }

    private static String key(String method, Level level) {
        return method + ' ' + level;
    }

    /** Routes a request that is meant for S3. */
    Route route(WireRequest request, @Nullable String hostBucket) {
        Parameters parameters = Parameters.parse(request.query());
        if (parameters == null) {
            return refused(ServiceException.of("InvalidURI", 400, "Couldn't parse the specified URI."));
        }
        String path = request.path();
        String bucket = hostBucket;
        int from = 1;
        if (bucket == null) {
            int slash = path.indexOf('/', 1);
            bucket = path.length() <= 1 ? null : slash < 0 ? path.substring(1) : path.substring(1, slash);
            from = slash < 0 ? path.length() : slash + 1;
        }
        String key = from < path.length() ? path.substring(from) : "";
        Level level = bucket == null || bucket.isEmpty() ? Level.SERVICE : key.isEmpty() ? Level.BUCKET : Level.OBJECT;
        for (Row row : rows.getOrDefault(key(request.method(), level), List.of())) {
            if (row.template().queryFits(parameters) && needsMet(row, parameters, request)) {
                return new Route.Found(service, row.entry(), Protocol.S3, parameters, labels(level, bucket, key));
            }
        }
        return unmatched(request, level, bucket);
    }

    private static Labels labels(Level level, @Nullable String bucket, String key) {
        if (level == Level.SERVICE || bucket == null) {
            return Labels.NONE;
        }
        return level == Level.BUCKET
                ? new Labels(BUCKET, List.of(bucket))
                : new Labels(BUCKET_AND_KEY, List.of(bucket, key));
    }

    private static boolean needsMet(Row row, Parameters parameters, WireRequest request) {
        for (String need : row.needs()) {
            boolean met = need.endsWith(":")
                    ? HoistedRequest.of(request).header(need.substring(0, need.length() - 1)) != null
                    : parameters.contains(need);
            if (!met) {
                return false;
            }
        }
        return true;
    }

    private Route unmatched(WireRequest request, Level level, @Nullable String bucket) {
        if (request.method().equals("POST") && level == Level.BUCKET && bucket != null) {
            String type = request.header("Content-Type");
            return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                    ? new Route.PostObject(service, bucket)
                    : refused(ServiceException.of(
                                    "PreconditionFailed",
                                    412,
                                    "At least one of the pre-conditions you specified did not hold")
                            .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data"));
        }
        return refused(ServiceException.of(
                        "MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                .with("Method", request.method())
                .with("ResourceType", level.name()));
    }

    private Route refused(ServiceException error) {
        return new Route.Unknown(service, Protocol.S3, error);
    }
}
