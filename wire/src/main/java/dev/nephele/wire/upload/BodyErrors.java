package dev.nephele.wire.upload;

import dev.nephele.model.ServiceException;

/** S3's errors about what a body carries, as observed on AWS. */
final class BodyErrors {
    private BodyErrors() {}

    static ServiceException contentHashMismatch(String claimed, String computed) {
        return ServiceException.of(
                        "XAmzContentSHA256Mismatch",
                        400,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.")
                .with("ClientComputedContentSHA256", claimed)
                .with("S3ComputedContentSHA256", computed);
    }

    static ServiceException incompleteBody() {
        return ServiceException.of(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    static ServiceException missingLength() {
        return ServiceException.of("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
    }

    static ServiceException malformedTrailer() {
        return ServiceException.of(
                "MalformedTrailerError",
                400,
                "The request contained trailing data that was not well-formed or did not conform to our published"
                        + " schema.");
    }

    /** A chunk below 8 KiB that is not the last, by its number from 1. */
    static ServiceException smallChunk(long number, long size) {
        return ServiceException.of(
                        "InvalidChunkSizeError",
                        403,
                        "Only the last chunk is allowed to have a size less than 8192 bytes")
                .with("Chunk", String.valueOf(number))
                .with("BadChunkSize", String.valueOf(size));
    }

    static ServiceException invalidRequest(String message) {
        return ServiceException.of("InvalidRequest", 400, message);
    }

    static ServiceException malformedForm() {
        return ServiceException.of(
                "MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data.");
    }

    static ServiceException invalidArgument(String message, String name, String value) {
        return ServiceException.of("InvalidArgument", 400, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    static ServiceException missingField(String field) {
        return invalidArgument(
                "Bucket POST must contain a field named '" + field
                        + "'.  If it is specified, please check the order of the fields.",
                field,
                "");
    }
}
