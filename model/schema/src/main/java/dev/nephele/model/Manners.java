package dev.nephele.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What AWS's services do each in its own way and their models do not say. It stands in a service's manifest, a line
 * {@code !name value} for what is not {@link #USUAL}, and is generated into its {@link ServiceModel}. So code that serves
 * all services asks for a manner and never for a service.
 *
 * @param validation how input that breaks the model is answered
 * @param errors how errors are named
 * @param queryErrors how errors are told to clients of its query protocol, or of its query past
 * @param denial how a caller is told that something is not allowed
 * @param signing what is asked of signatures
 * @param query how requests of the query protocol are read
 * @param bodyLimit the largest body that is held in memory, in bytes; payloads that stream have no bound here
 * @param requestIds the form of the ids of calls
 * @param keys condition keys that the service gives to every call
 */
public record Manners(
        Validation validation,
        Errors errors,
        QueryErrors queryErrors,
        Denial denial,
        Signing signing,
        Query query,
        int bodyLimit,
        RequestIds requestIds,
        Keys keys) {
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
     * @param failure of the service itself, status 500
     * @param contended when other writers won every time, status 503
     */
    public record Errors(@Nullable String namespace, Words failure, Words contended) {}

    /** The code and the text of an error. */
    public record Words(String code, String text) {}

    /**
     * How errors are told to clients of a query protocol.
     *
     * @param kept names of errors outside the model that stand in {@code x-amzn-query-error} as in JSON
     * @param texts those that differ from the text of the JSON form, by code
     * @param detail whether an empty element {@code Detail} ends an error
     */
    public record QueryErrors(Set<String> kept, Map<String, String> texts, boolean detail) {
        public QueryErrors {
            kept = Set.copyOf(kept);
            texts = Map.copyOf(texts);
        }
    }

    /**
     * How a caller is told that something is not allowed.
     *
     * @param code of the error, or null for the one that the protocol has
     * @param jsonStatus the status in JSON and CBOR; elsewhere it is 403
     * @param ciphertexts names of actions that are asked for on the key behind a ciphertext, which the text then does not
     *     name
     */
    public record Denial(Form form, @Nullable String code, int jsonStatus, Spelling actions, Set<String> ciphertexts) {
        public Denial {
            ciphertexts = Set.copyOf(ciphertexts);
        }

        /** What a denial tells. */
        public enum Form {
            /** Who may not do what on what, and why: most services. */
            PLAIN,
            /** That only to callers of the same account or organization: S3. */
            BRIEF,
            /** The same, with the whole decision in an encoded message: EC2. */
            ENCODED,
            /** The same, but callers without a signature are told to sign: SQS and SNS. */
            SIGN_FIRST
        }

        /** How a denial writes the service's own actions. */
        public enum Spelling {
            USUAL,
            /** {@code sqs:sendmessage}. */
            LOWER_CASE,
            /** {@code SNS:Publish}. */
            UPPER_CASE_PREFIX
        }
    }

    /**
     * What is asked of signatures.
     *
     * @param window how far a time of signing may be from wall time. Five minutes is what the IAM User Guide says of all
     *     services ("must reach AWS within five minutes"), and was measured at KMS, Lambda, Route 53 and CloudWatch;
     *     fifteen at STS, IAM, DynamoDB, SQS and S3, and EC2 has them by its API reference
     * @param publicPolicies whether resource policies may open it to everybody; elsewhere a missing signature is refused
     *     at once
     */
    public record Signing(Duration window, boolean publicPolicies) {}

    /**
     * How requests of the query protocol are read.
     *
     * @param anyVersion whether every {@code Version} is taken, also none
     * @param address how a request may name its resource by path; null where the path says nothing
     * @param unknownAction the text that refuses an action, {@code %s} standing for its name; null for the usual one
     */
    public record Query(
            boolean anyVersion,
            @Nullable Address address,
            @Nullable String unknownAction) {}

    /**
     * A resource's own URL, to which older clients send their requests instead of naming it in a parameter.
     *
     * @param member the member that the URL stands for
     * @param never actions that such a path does not know
     */
    public record Address(String member, Set<String> never) {
        public Address {
            never = Set.copyOf(never);
        }
    }

    /** The form of the ids of calls. */
    public enum RequestIds {
        UUID,
        /** Sixteen letters and digits: S3. */
        SIXTEEN
    }

    /**
     * Condition keys that a service gives to every call.
     *
     * @param viaService the key that names the service through which the caller's session came, such as
     *     {@code kms:ViaService}; null if there is none
     * @param tlsVersion the key that names the version of TLS, such as {@code s3:TlsVersion}; null if there is none
     */
    public record Keys(
            @Nullable String viaService, @Nullable String tlsVersion) {}

    /** The usual manners, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the manners of one service. */
    public static final class Builder {
        private Validation validation = Validation.FULL;

        private @Nullable String errorNamespace;

        private Words failure = new Words(
                "InternalFailure",
                "The request processing has failed because of an unknown error, exception or failure.");
        private Words contended =
                new Words("ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
        private final Set<String> queryErrorsKept = new HashSet<>();
        private final Map<String, String> queryTexts = new HashMap<>();
        private boolean queryDetail;
        private Denial.Form denial = Denial.Form.PLAIN;
        private @Nullable String denialCode;
        private int denialJsonStatus = 400;
        private Denial.Spelling deniedActions = Denial.Spelling.USUAL;
        private final Set<String> ciphertexts = new HashSet<>();
        private Duration clockWindow = Duration.ofMinutes(5);
        private boolean publicPolicies;
        private boolean anyVersion;
        private @Nullable Address address;
        private @Nullable String unknownAction;
        private int bodyLimit = 10 << 20;
        private RequestIds requestIds = RequestIds.UUID;
        private @Nullable String viaServiceKey;
        private @Nullable String tlsVersionKey;

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

        /** See {@link Errors#failure}. */
        public Builder failure(String code, String text) {
            failure = new Words(code, text);
            return this;
        }

        /** See {@link Errors#contended}. */
        public Builder contended(String code, String text) {
            contended = new Words(code, text);
            return this;
        }

        /** See {@link QueryErrors#kept}. */
        public Builder queryErrorsKept(String... names) {
            queryErrorsKept.addAll(List.of(names));
            return this;
        }

        /** See {@link QueryErrors#texts}. */
        public Builder queryText(String code, String text) {
            queryTexts.put(code, text);
            return this;
        }

        /** See {@link QueryErrors#detail}. */
        public Builder queryDetail() {
            queryDetail = true;
            return this;
        }

        /** See {@link Denial}. */
        public Builder denial(Denial.Form form) {
            denial = form;
            return this;
        }

        /** See {@link Denial#code}. */
        public Builder denialCode(String code) {
            denialCode = code;
            return this;
        }

        /** See {@link Denial#jsonStatus}. */
        public Builder denialJsonStatus(int status) {
            denialJsonStatus = status;
            return this;
        }

        /** See {@link Denial#actions}. */
        public Builder deniedActions(Denial.Spelling spelling) {
            deniedActions = spelling;
            return this;
        }

        /** See {@link Denial#ciphertexts}. */
        public Builder ciphertexts(String... actions) {
            ciphertexts.addAll(List.of(actions));
            return this;
        }

        /** See {@link Signing#window}. */
        public Builder clockWindow(Duration window) {
            clockWindow = window;
            return this;
        }

        /** See {@link Signing#publicPolicies}. */
        public Builder publicPolicies() {
            publicPolicies = true;
            return this;
        }

        /** See {@link Query#anyVersion}. */
        public Builder anyVersion() {
            anyVersion = true;
            return this;
        }

        /** See {@link Address}. */
        public Builder address(String member, String... never) {
            address = new Address(member, Set.of(never));
            return this;
        }

        /** See {@link Query#unknownAction}. */
        public Builder unknownAction(String text) {
            unknownAction = text;
            return this;
        }

        /** See {@link Manners#bodyLimit}. */
        public Builder bodyLimit(int bytes) {
            bodyLimit = bytes;
            return this;
        }

        /** See {@link Manners#requestIds}. */
        public Builder requestIds(RequestIds form) {
            requestIds = form;
            return this;
        }

        /** See {@link Keys#viaService}. */
        public Builder viaServiceKey(String key) {
            viaServiceKey = key;
            return this;
        }

        /** See {@link Keys#tlsVersion}. */
        public Builder tlsVersionKey(String key) {
            tlsVersionKey = key;
            return this;
        }

        public Manners build() {
            return new Manners(
                    validation,
                    new Errors(errorNamespace, failure, contended),
                    new QueryErrors(queryErrorsKept, queryTexts, queryDetail),
                    new Denial(denial, denialCode, denialJsonStatus, deniedActions, ciphertexts),
                    new Signing(clockWindow, publicPolicies),
                    new Query(anyVersion, address, unknownAction),
                    bodyLimit,
                    requestIds,
                    new Keys(viaServiceKey, tlsVersionKey));
        }
    }
}
