package dev.nephele.wire.validation;

/** How a service answers input that breaks its model. */
enum Style {
    /** {@code 1 validation error detected: Value 'x' at 'y' failed to satisfy constraint: …}: most services. */
    FULL,

    /** The same without the value and without the list of an enum: IAM, as observed. */
    VALUELESS,

    /**
     * {@code The request must contain the parameter X} for what is missing, and nothing else: SQS and EC2 check values
     * themselves, with texts of their own.
     */
    PARAMETERS,

    /**
     * {@code MalformedXML} for what is missing or no enum value inside the document, and nothing else: S3 checks
     * headers, parameters and names itself.
     */
    XML;

    static Style of(String service) {
        return switch (service) {
            case "iam" -> VALUELESS;
            case "sqs", "ec2" -> PARAMETERS;
            case "s3" -> XML;
            default -> FULL;
        };
    }
}
