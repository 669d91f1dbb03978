package dev.nephele.model.generator;

import dev.nephele.model.Manners;
import dev.nephele.model.ServiceModel;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a manifest that begin with {@code !}: a name, and a value where the name asks for one. They become the
 * expression that makes the service's {@link Manners}.
 *
 * <ul>
 *   <li>{@code !global}: AWS has one endpoint for all Regions, and ARNs are regionless.
 *   <li>{@code !protocol s3}: what its model calls restXml is {@link ServiceModel.Protocol#S3}.
 *   <li>{@code !validation STYLE}: a {@link Manners.Validation}.
 *   <li>{@code !error-namespace PREFIX}: see {@link Manners.Errors#namespace}.
 *   <li>{@code !failure CODE TEXT}, {@code !contended CODE TEXT}: see {@link Manners.Errors}.
 *   <li>{@code !query-errors-kept NAME …}: see {@link Manners.QueryErrors#kept}.
 *   <li>{@code !query-text CODE TEXT}: see {@link Manners.QueryErrors#texts}; may stand more than once.
 *   <li>{@code !query-detail}: see {@link Manners.QueryErrors#detail}.
 *   <li>{@code !denial FORM}, {@code !denial-code CODE}, {@code !denial-json-status STATUS}, {@code !denied-actions
 *       SPELLING}, {@code !ciphertexts ACTION …}: see {@link Manners.Denial}.
 *   <li>{@code !clock-window MINUTES}, {@code !public-policies}: see {@link Manners.Signing}.
 *   <li>{@code !any-version}, {@code !unknown-action TEXT}: see {@link Manners.Query}.
 *   <li>{@code !address MEMBER ACTION …}: see {@link Manners.Address}.
 *   <li>{@code !body-limit BYTES}: see {@link Manners#bodyLimit}.
 *   <li>{@code !via-service-key KEY}, {@code !tls-version-key KEY}: see {@link Manners.Keys}.
 *   <li>{@code !request-ids FORM}: a {@link Manners.RequestIds}.
 * </ul>
 */
final class MannerLines {
    private static final Set<String> REPEATED = Set.of("query-text");

    private final Set<String> names = new LinkedHashSet<>();
    private final StringBuilder calls = new StringBuilder();
    private @Nullable String protocol;

    /**
     * Reads a line, without its {@code !}.
     *
     * @throws IllegalArgumentException if it names no manner, names one again, or its value is none
     */
    void add(String line) {
        String[] parts = line.split("\\s+", 2);
        String name = parts[0];
        String value = parts.length > 1 ? parts[1] : "";
        if (!names.add(name) && !REPEATED.contains(name)) {
            throw new IllegalArgumentException("!" + name + " stands twice");
        }
        switch (name) {
            case "global" -> flag(value);
            case "protocol" -> protocol = variety(value);
            case "validation" -> call("validation", choice(Manners.Validation.class, value));
            case "error-namespace" -> call("errorNamespace", word(value));
            case "failure" -> call("failure", wordAndText(value));
            case "contended" -> call("contended", wordAndText(value));
            case "query-errors-kept" -> call("queryErrorsKept", words(value));
            case "query-text" -> call("queryText", wordAndText(value));
            case "query-detail" -> call("queryDetail", flag(value));
            case "denial" -> call("denial", choice(Manners.Denial.Form.class, value));
            case "denial-code" -> call("denialCode", word(value));
            case "denial-json-status" -> call("denialJsonStatus", number(value));
            case "denied-actions" -> call("deniedActions", choice(Manners.Denial.Spelling.class, value));
            case "ciphertexts" -> call("ciphertexts", words(value));
            case "clock-window" -> call("clockWindow", "java.time.Duration.ofMinutes(" + number(value) + ")");
            case "public-policies" -> call("publicPolicies", flag(value));
            case "any-version" -> call("anyVersion", flag(value));
            case "address" -> call("address", words(value));
            case "unknown-action" -> call("unknownAction", sentence(value));
            case "body-limit" -> call("bodyLimit", number(value));
            case "request-ids" -> call("requestIds", choice(Manners.RequestIds.class, value));
            case "via-service-key" -> call("viaServiceKey", word(value));
            case "tls-version-key" -> call("tlsVersionKey", word(value));
            default -> throw new IllegalArgumentException("there is no manner !" + name);
        }
    }

    boolean global() {
        return names.contains("global");
    }

    /** The constant of a protocol: the manner's own, or this one. */
    String protocol(String usual) {
        return protocol == null ? usual : protocol;
    }

    /** The Java expression that makes the manners. */
    String expression() {
        return calls.isEmpty()
                ? "dev.nephele.model.Manners.USUAL"
                : "dev.nephele.model.Manners.builder()" + calls + ".build()";
    }

    private void call(String method, String arguments) {
        calls.append("\n            .")
                .append(method)
                .append('(')
                .append(arguments)
                .append(')');
    }

    private static String variety(String value) {
        if (!value.equals("s3")) {
            throw new IllegalArgumentException("the only variety of a protocol is s3");
        }
        return ServiceModel.Protocol.S3.name();
    }

    private static String flag(String value) {
        if (!value.isEmpty()) {
            throw new IllegalArgumentException("takes no value");
        }
        return "";
    }

    private static String word(String value) {
        if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("the value is not one word");
        }
        return Names.quote(value);
    }

    private static String words(String value) {
        return Arrays.stream(value.split("\\s+")).map(MannerLines::word).collect(Collectors.joining(", "));
    }

    private static String wordAndText(String value) {
        String[] parts = value.split("\\s+", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("the value is not a word and a text");
        }
        return word(parts[0]) + ", " + Names.quote(parts[1]);
    }

    private static String sentence(String value) {
        if (!value.contains("%s")) {
            throw new IllegalArgumentException("the value has no %s for the name");
        }
        return Names.quote(value);
    }

    private static String number(String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("the value is no number");
        }
        return value;
    }

    /** A constant in the manifest's spelling, {@code missing-parameter} for {@code MISSING_PARAMETER}. */
    private static <E extends Enum<E>> String choice(Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (spelled(constant).equals(value)) {
                return type.getCanonicalName() + '.' + constant.name();
            }
        }
        throw new IllegalArgumentException("the value is none of "
                + Arrays.stream(type.getEnumConstants())
                        .map(MannerLines::spelled)
                        .collect(Collectors.joining(", ")));
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
