package dev.nephele.model;

/**
 * What AWS's services do each in its own way and their models do not say. It stands in a service's manifest, a line
 * {@code !name value} for what is not {@link #USUAL}, and is generated into its {@link ServiceModel}. So code that serves
 * all services asks for a manner and never for a service.
 *
 * @param validation how input that breaks the model is answered
 */
public record Manners(Validation validation) {
    /** What most services do. */
    public static final Manners USUAL = builder().build();

    /** How a service answers input that breaks its model. */
    public enum Validation {
        /** {@code 1 validation error detected: Value 'x' at 'y' failed to satisfy constraint: …}: most services. */
        FULL,

        /** The same without the value and without the list of an enum: IAM, as observed. */
        VALUELESS,

        /**
         * {@code MissingParameter} with the text {@code The request must contain the parameter X} for what is missing, and
         * nothing else: EC2 checks values itself, with texts of its own.
         */
        MISSING_PARAMETER,

        /** The same as {@code MissingRequiredParameterException}, with a full stop: SQS. */
        MISSING_REQUIRED_PARAMETER,

        /**
         * {@code MalformedXML} for what is missing or no enum value inside the document, and nothing else: S3 checks
         * headers, parameters and names itself.
         */
        MALFORMED_XML;

        /** Whether values are left to the service. */
        public boolean onlyMissing() {
            return this == MISSING_PARAMETER || this == MISSING_REQUIRED_PARAMETER;
        }
    }

    /** The usual manners, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the manners of one service. */
    public static final class Builder {
        private Validation validation = Validation.FULL;

        private Builder() {}

        /** See {@link Manners#validation}. */
        public Builder validation(Validation style) {
            validation = style;
            return this;
        }

        public Manners build() {
            return new Manners(validation);
        }
    }
}
