package dev.nephele.wire.error;

import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.wire.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of errors in each protocol.
 *
 * <p>A service throws its modelled errors, and others with the name that its JSON form has. Services with a query past
 * (SQS, CloudWatch) are then translated here: {@link #queryCode} for query answers and for the header
 * {@code x-amzn-query-error}, {@link #jsonType} for {@code __type}.
 */
public final class ErrorNames {
    /** Errors of AWS's own service framework, which services that write a namespace write with the framework's. */
    private static final Map<String, String> FRAMEWORK = Map.of(
            "ValidationException", "com.amazon.coral.validate#",
            "AccessDeniedException", "com.amazon.coral.service#",
            "SerializationException", "com.amazon.coral.service#",
            "UnknownOperationException", "com.amazon.coral.service#",
            "UnrecognizedClientException", "com.amazon.coral.service#",
            "InvalidSignatureException", "com.amazon.coral.service#",
            "MissingAuthenticationTokenException", "com.amazon.coral.service#",
            "ExpiredTokenException", "com.amazon.coral.service#",
            "InternalFailure", "com.amazon.coral.service#");

    /** Errors of the layers before a service, whose text member is {@code Message}; captured answers of several services. */
    private static final Set<String> CAPITAL_MESSAGE =
            Set.of("AccessDeniedException", "SerializationException", "UnknownOperationException");

    /** JSON name to query code where a service with a query past has an error outside its model. */
    private static final Map<String, String> COMMON = Map.of(
            "ValidationException", "ValidationError",
            "AccessDeniedException", "AccessDenied",
            "ThrottlingException", "Throttling",
            "InvalidParameterValueException", "InvalidParameterValue",
            "InvalidParameterCombinationException", "InvalidParameterCombination",
            "MissingRequiredParameterException", "MissingParameter",
            "SerializationException", "MalformedInput");

    private ErrorNames() {}

    /** The value of {@code __type} or {@code x-amzn-ErrorType}, with its namespace where AWS writes one. */
    public static String jsonType(ServiceException error, Answer answer) {
        String name = jsonName(error, answer);
        String namespace = answer.manners().errors().namespace();
        if (namespace == null) {
            return name;
        }
        if (error.modelled().isPresent()) {
            return namespace + name;
        }
        return FRAMEWORK.getOrDefault(name, namespace) + name;
    }

    /** The name of an error in JSON and CBOR without namespace: the shape's name, or the code outside the model. */
    public static String jsonName(ServiceException error, Answer answer) {
        return error.modelled().map(value -> name(value.schema(), answer)).orElseGet(error::code);
    }

    private static String name(Schema schema, Answer answer) {
        Schema.ErrorTraits traits = schema.traits().error();
        return traits == null || queryCompatible(answer) ? schema.name() : traits.code();
    }

    /** The code of an error in query answers. */
    public static String queryCode(ServiceException error, Answer answer) {
        String code = error.code();
        if (!queryCompatible(answer)) {
            return code;
        }
        return COMMON.getOrDefault(code, code);
    }

    /** The value of {@code x-amzn-query-error}, or null for services without a query past. */
    public static @Nullable String queryError(ServiceException error, Answer answer) {
        if (!queryCompatible(answer)) {
            return null;
        }
        boolean kept = answer.manners().queryErrors().kept().contains(error.code());
        return (kept ? error.code() : queryCode(error, answer)) + (error.senderFault() ? ";Sender" : ";Receiver");
    }

    /** The text of an error in query answers. */
    public static Optional<String> queryText(ServiceException error, Answer answer) {
        Map<String, String> texts = answer.manners().queryErrors().texts();
        return error.text().map(text -> texts.getOrDefault(error.code(), text));
    }

    /** The member that holds the text of an error outside the model in JSON. */
    public static String messageMember(ServiceException error) {
        return CAPITAL_MESSAGE.contains(error.code()) ? "Message" : "message";
    }

    private static boolean queryCompatible(Answer answer) {
        ServiceModel service = answer.service();
        return service != null && service.identity().queryCompatible();
    }
}
