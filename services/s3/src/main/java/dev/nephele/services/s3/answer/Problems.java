package dev.nephele.services.s3.answer;

import dev.nephele.model.ServiceException;
import dev.nephele.services.s3.state.Version;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The errors of S3 with AWS's texts and the elements that go with them. */
public final class Problems {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Problems() {}

    public static ServiceException noSuchBucket(String bucket) {
        return ServiceException.of("NoSuchBucket", 404, "The specified bucket does not exist")
                .with("BucketName", bucket);
    }

    public static ServiceException noSuchKey(String key) {
        return ServiceException.of("NoSuchKey", 404, "The specified key does not exist.")
                .with("Key", key);
    }

    public static ServiceException noSuchVersion(String key, String version) {
        return ServiceException.of("NoSuchVersion", 404, "The specified version does not exist.")
                .with("Key", key)
                .with("VersionId", version);
    }

    public static ServiceException noSuchUpload(String upload) {
        return ServiceException.of(
                        "NoSuchUpload",
                        404,
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed.")
                .with("UploadId", upload);
    }

    /** A configuration of a bucket that is not set. */
    public static ServiceException notConfigured(String code, String message, String bucket) {
        return ServiceException.of(code, 404, message).with("BucketName", bucket);
    }

    /** A continuation token that is none of the list's. */
    public static ServiceException badToken(String token) {
        return invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }

    public static ServiceException invalidArgument(String message, String name, String value) {
        return ServiceException.of("InvalidArgument", 400, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    public static ServiceException invalidRequest(String message) {
        return ServiceException.of("InvalidRequest", 400, message);
    }

    public static ServiceException malformedXml() {
        return ServiceException.of(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    public static ServiceException invalidTag(String message) {
        return ServiceException.of("InvalidTag", 400, message);
    }

    public static ServiceException preconditionFailed(String condition) {
        return ServiceException.of(
                        "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold")
                .with("Condition", condition);
    }

    /** What the client has is still this version. */
    public static ServiceException notModified(Version version) {
        return ServiceException.of("NotModified", 304, "Not Modified")
                .withHeader("ETag", version.quotedEtag())
                .withHeader("Last-Modified", HTTP_DATE.format(version.modified()));
    }

    /** An object whose newest version is a delete marker. */
    public static ServiceException deleted(String key, Version marker) {
        return noSuchKey(key).withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", marker.id());
    }

    /** A request that only a version with content can answer. */
    public static ServiceException deleteMarker(String method, Version marker) {
        return ServiceException.of(
                        "MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                .with("Method", method)
                .with("ResourceType", "DeleteMarker")
                .withHeader("x-amz-delete-marker", "true")
                .withHeader("x-amz-version-id", marker.id())
                .withHeader("Allow", "DELETE")
                .withHeader("Last-Modified", HTTP_DATE.format(marker.modified()));
    }

    /** A header whose meaning is not served. */
    public static ServiceException notImplemented(String header) {
        return ServiceException.of(
                        "NotImplemented", 501, "A header you provided implies functionality that is not implemented")
                .with("Header", header);
    }

    /** A condition that is not served for writes. */
    public static ServiceException conditionNotServed(String header, String why) {
        return notImplemented(header).with("additionalMessage", why);
    }

    public static ServiceException accessDenied() {
        return ServiceException.of("AccessDenied", 403, "Access Denied");
    }

    public static ServiceException conflict(String condition, String key) {
        return ServiceException.of(
                        "ConditionalRequestConflict",
                        409,
                        "The conditional request cannot succeed due to a conflicting operation against this resource.")
                .with("Condition", condition)
                .with("Key", key);
    }
}
