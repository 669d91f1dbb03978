package dev.nephele.wire.validation;

import dev.nephele.model.Blob;
import dev.nephele.model.Manners;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds inputs against the constraints of their model.
 *
 * <p>The text is AWS's: {@code 1 validation error detected: Value 'x' at 'tags.1.member.key' failed to satisfy
 * constraint: Member must …}; more of them are joined by {@code ; }. Blobs and sensitive values are not repeated. At most
 * {@value #REPORTED} are reported. The code is {@code ValidationException}, in query protocols {@code ValidationError};
 * {@link Manners.Validation} says who answers otherwise.
 */
public final class Validation {
    private static final int REPORTED = 100;

    private final Set<String> exempt;
    private final ConcurrentMap<Schema, Boolean> demanding = new ConcurrentHashMap<>();

    /** A validation without exemptions. */
    public Validation() {
        this(Set.of());
    }

    /**
     * @param exempt what a service checks itself, with a text of its own that comes first: {@code service:Operation},
     *     or {@code service:Operation.Member} for one member of the input, but not for what it contains
     */
    public Validation(Set<String> exempt) {
        this.exempt = Set.copyOf(exempt);
    }

    /**
     * Checks an input.
     *
     * @throws ServiceException in the service's style when the input breaks the model
     */
    public void check(Operation<?, ?> operation, Structure input, Answer answer) {
        if (!demands(operation.input()) || !exempt.isEmpty() && exempt.contains(operation.toString())) {
            return;
        }
        Manners.Validation style = answer.manners().validation();
        List<Violation> violations = new ArrayList<>(0);
        Walk walk = new Walk(style, operation.toString(), violations);
        if (style == Manners.Validation.MALFORMED_XML) {
            requireBound(input);
            walk.payload(input);
        } else {
            walk.structure(input, "", "");
        }
        if (!violations.isEmpty()) {
            throw refusal(style, violations, answer);
        }
    }

    /**
     * The members of S3's inputs that are required outside the document. The label of a path is always there. AWS has
     * been seen to answer so for a missing body and a missing header; for parameters its text for a part number that is
     * none is taken.
     */
    private static void requireBound(Structure input) {
        for (Member member : input.schema().members()) {
            if (member.required() && input.member(member.index()) == null) {
                String name = member.wireName();
                switch (member.location()) {
                    case PAYLOAD -> throw ServiceException.of("MissingRequestBodyError", 400, "Request Body is empty");
                    case HEADER, HEADERS ->
                        throw ServiceException.of(
                                "InvalidRequest", 400, "Missing required header for this request: " + name);
                    case QUERY, QUERY_PARAMS ->
                        throw ServiceException.of(
                                        "InvalidArgument", 400, "Missing required parameter for this request: " + name)
                                .with("ArgumentName", name);
                    case BODY, URI, STATUS_CODE -> {}
                }
            }
        }
    }

    /**
     * One broken constraint.
     *
     * @param member the member's own name
     * @param value the value between quotes, {@code null}, or empty when it is not repeated
     */
    private record Violation(String path, String member, String value, String constraint) {
        String text() {
            return "Value " + (value.isEmpty() ? "" : value + ' ') + "at '" + path + "' failed to satisfy constraint: "
                    + constraint;
        }
    }

    private static ServiceException refusal(Manners.Validation style, List<Violation> violations, Answer answer) {
        return switch (style) {
            case MALFORMED_XML ->
                ServiceException.of(
                        "MalformedXML",
                        400,
                        "The XML you provided was not well-formed or did not validate against our published schema");
            case MISSING_PARAMETER -> ServiceException.of("MissingParameter", 400, demanded(violations));
            case MISSING_REQUIRED_PARAMETER ->
                ServiceException.of("MissingRequiredParameterException", 400, demanded(violations) + '.');
            case FULL, VALUELESS -> {
                StringBuilder text = new StringBuilder();
                text.append(violations.size())
                        .append(violations.size() == 1 ? " validation error" : " validation errors")
                        .append(" detected: ");
                for (int i = 0; i < violations.size(); i++) {
                    text.append(i == 0 ? "" : "; ").append(violations.get(i).text());
                }
                yield ServiceException.of(code(answer), 400, text.toString());
            }
        };
    }

    private static String demanded(List<Violation> violations) {
        return "The request must contain the parameter " + violations.getFirst().member();
    }

    /** Services with a query past throw the JSON name, which the query form then translates. */
    private static String code(Answer answer) {
        ServiceModel service = answer.service();
        boolean translated = service != null && service.identity().queryCompatible();
        return answer.protocol() == Protocol.AWS_QUERY && !translated ? "ValidationError" : "ValidationException";
    }

    /** Whether a shape or anything below it is constrained. */
    private boolean demands(Schema schema) {
        Boolean known = demanding.get(schema);
        if (known == null) {
            known = constrained(schema, new ArrayList<>());
            demanding.put(schema, known);
        }
        return known;
    }

    private static boolean constrained(Schema schema, List<Schema> above) {
        if (schema.constrained().isPresent()) {
            return true;
        }
        if (above.contains(schema)) {
            return false;
        }
        above.add(schema);
        if (schema.kind() == Schema.Kind.LIST || schema.kind() == Schema.Kind.MAP) {
            return true; // its items may not be null
        }
        for (Member member : schema.members()) {
            if (member.required() || constrained(member.target(), above)) {
                return true;
            }
        }
        return false;
    }

    /** One pass over an input. */
    private final class Walk {
        private final Manners.Validation style;
        private final String operation;
        private final List<Violation> violations;

        Walk(Manners.Validation style, String operation, List<Violation> violations) {
            this.style = style;
            this.operation = operation;
            this.violations = violations;
        }

        /** Only the document of an S3 request. */
        void payload(Structure input) {
            for (Member member : input.schema().members()) {
                if (member.location() == Member.Location.PAYLOAD
                        && input.member(member.index()) instanceof Structure document) {
                    structure(document, "", "");
                }
            }
        }

        void structure(Structure value, String prefix, String memberPrefix) {
            Schema schema = value.schema();
            for (Member member : schema.members()) {
                if (violations.size() >= REPORTED) {
                    return;
                }
                boolean own = prefix.isEmpty() && !exempt.isEmpty() && exempt.contains(operation + '.' + member.name());
                Object set = value.member(member.index());
                if (set == null) {
                    if (member.required() && !own) {
                        add(path(prefix, member), memberPrefix + member.name(), "null", "Member must not be null");
                    }
                } else if (own) {
                    content(set, member.target(), path(prefix, member), memberPrefix + member.name());
                } else if (demands(member.target())) {
                    value(set, member.target(), path(prefix, member), memberPrefix + member.name());
                }
            }
        }

        private String path(String prefix, Member member) {
            String name = member.name();
            return prefix + Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }

        private void value(Object value, Schema schema, String path, String member) {
            if (!style.onlyMissing() && schema.constrained().isPresent()) {
                for (String constraint : Demand.broken(value, schema, style == Manners.Validation.FULL)) {
                    if (style != Manners.Validation.MALFORMED_XML
                            || constraint.startsWith("Member must satisfy enum")) {
                        add(path, member, echo(value, schema), constraint);
                    }
                }
            }
            content(value, schema, path, member);
        }

        private void content(Object value, Schema schema, String path, String member) {
            switch (value) {
                case Structure structure -> structure(structure, path + '.', member + '.');
                case List<?> list -> list(list, schema, path, member);
                case Map<?, ?> map -> map(map, schema, path, member);
                default -> {}
            }
        }

        private void list(List<?> list, Schema schema, String path, String member) {
            Schema element = schema.element().target();
            boolean scalar = isScalar(element);
            for (int i = 0; i < list.size() && violations.size() < REPORTED; i++) {
                Object item = list.get(i);
                if (item == null) { // no list of a served model is sparse
                    String at = path + '.' + (i + 1) + ".member";
                    add(at, member + '.' + (i + 1), "null", "Member must not be null");
                } else if (!scalar) {
                    value(item, element, path + '.' + (i + 1) + ".member", member + '.' + (i + 1));
                } else if (breaks(item, element)) {
                    add(
                            path,
                            member,
                            echo(list, schema),
                            "Member must satisfy constraint: " + Demand.all(element, style == Manners.Validation.FULL));
                    return;
                }
            }
        }

        private void map(Map<?, ?> map, Schema schema, String path, String member) {
            Schema key = schema.key().target();
            Schema value = schema.value().target();
            boolean keysFail = false;
            boolean valuesFail = false;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Object item = entry.getValue();
                keysFail |= breaks(entry.getKey(), key);
                if (item == null && violations.size() < REPORTED) {
                    String at = path + '.' + entry.getKey() + ".member";
                    add(at, member + '.' + entry.getKey(), "null", "Member must not be null");
                } else if (item != null && isScalar(value)) {
                    valuesFail |= breaks(item, value);
                } else if (item != null && violations.size() < REPORTED) {
                    value(item, value, path + '.' + entry.getKey() + ".member", member + '.' + entry.getKey());
                }
            }
            if (keysFail) {
                String all = Demand.all(key, style == Manners.Validation.FULL);
                add(path, member, echo(map, schema), "Map keys must satisfy constraint: " + all);
            }
            if (valuesFail) {
                String all = Demand.all(value, style == Manners.Validation.FULL);
                add(path, member, echo(map, schema), "Map value must satisfy constraint: " + all);
            }
        }

        private boolean breaks(Object value, Schema schema) {
            if (style.onlyMissing() || schema.constrained().isEmpty()) {
                return false;
            }
            List<String> broken = Demand.broken(value, schema, true);
            return style == Manners.Validation.MALFORMED_XML
                    ? broken.stream().anyMatch(text -> text.startsWith("Member must satisfy enum"))
                    : !broken.isEmpty();
        }

        private void add(String path, String member, String value, String constraint) {
            violations.add(new Violation(path, member, value, constraint));
        }

        private String echo(Object value, Schema schema) {
            if (style != Manners.Validation.FULL || value instanceof Blob || isSensitive(schema)) {
                return "";
            }
            return '\'' + print(value) + '\'';
        }
    }

    private static boolean isScalar(Schema schema) {
        return !schema.isStructure() && schema.kind() != Schema.Kind.LIST && schema.kind() != Schema.Kind.MAP;
    }

    private static boolean isSensitive(Schema schema) {
        if (schema.traits().sensitive()) {
            return true;
        }
        return switch (schema.kind()) {
            case LIST -> isSensitive(schema.element().target());
            case MAP -> isSensitive(schema.value().target());
            default -> false;
        };
    }

    private static String print(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Structure structure -> {
                StringBuilder text = new StringBuilder(structure.schema().name()).append('(');
                String separator = "";
                for (Member member : structure.schema().members()) {
                    Object set = structure.member(member.index());
                    if (set != null && !member.target().traits().sensitive()) {
                        text.append(separator)
                                .append(Character.toLowerCase(member.name().charAt(0)))
                                .append(member.name(), 1, member.name().length())
                                .append('=')
                                .append(print(set));
                        separator = ", ";
                    }
                }
                yield text.append(')').toString();
            }
            case List<?> list -> {
                List<String> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(print(item)));
                yield "[" + String.join(", ", items) + "]";
            }
            case Map<?, ?> map -> {
                List<String> items = new ArrayList<>(map.size());
                map.forEach((key, item) -> items.add(key + "=" + print(item)));
                yield "{" + String.join(", ", items) + "}";
            }
            default -> value.toString();
        };
    }
}
