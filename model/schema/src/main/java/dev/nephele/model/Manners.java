package dev.nephele.model;

import org.jspecify.annotations.Nullable;

/**
 * What AWS's services do each in its own way and their models do not say. It stands in a service's manifest, a line
 * {@code !name value} for what is not {@link #USUAL}, and is generated into its {@link ServiceModel}. So code that serves
 * all services asks for a manner and never for a service.
 *
 * @param validation how input that breaks the model is answered
 * @param errors how errors are named
 */
public record Manners(Validation validation, Errors errors) {
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

    /**
     * How errors are named.
     *
     * @param namespace of modelled shapes in {@code __type}, such as {@code com.amazonaws.sqs#}, as observed; null where
     *     the bare name is written
     */
    public record Errors(@Nullable String namespace) {}

    /** The usual manners, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the manners of one service. */
    public static final class Builder {
        private Validation validation = Validation.FULL;

        private @Nullable String errorNamespace;

        private Builder() {}

        /** See {@link Manners#validation}. */
        public Builder validation(Validation style) {
            validation = style;
            return this;
        }

        /** See {@link Errors#namespace}. */
        public Builder errorNamespace(String namespace) {
            errorNamespace = namespace;
            return this;
        }

        public Manners build() {
            return new Manners(validation, new Errors(errorNamespace));
        }
    }
}
