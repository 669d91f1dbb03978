package dev.nephele.wire.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.nephele.kernel.Clock;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.Claim;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a POST form: until when it may be used and what its fields must be (S3 API Reference, "POST policy").
 *
 * @param sizes the range of the file's size, or null for any
 */
public record PostPolicy(
        Instant expiration,
        List<Condition> conditions,
        @Nullable SizeRange sizes) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The fields that need no condition. */
    private static final Set<String> FREE = Set.of("x-amz-signature", "signature", "awsaccesskeyid", "policy", "file");

    /** Of the file, in bytes, both ends included. */
    public record SizeRange(long least, long most) {}

    /**
     * What one field must be.
     *
     * @param field as written, without the dollar sign
     * @param prefix whether the value is only the beginning
     */
    public record Condition(String field, String value, boolean prefix) {

        boolean holds(@Nullable String given) {
            if (given == null) {
                return prefix && value.isEmpty();
            } else if (!prefix) {
                return given.equals(value);
            } else if (field.equalsIgnoreCase("Content-Type") && given.indexOf(',') >= 0) {
                for (String one : given.split(",", -1)) {
                    if (!one.strip().startsWith(value)) {
                        return false;
                    }
                }
                return true;
            }
            return given.startsWith(value);
        }

        /** As S3 quotes it. */
        @Override
        public String toString() {
            return "[\"" + (prefix ? "starts-with" : "eq") + "\", \"$" + field + "\", \"" + value + "\"]";
        }
    }

    public PostPolicy {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a policy.
     *
     * @param base64 the form's field
     * @throws ServiceException InvalidPolicyDocument
     */
    public static PostPolicy parse(String base64) {
        try {
            byte[] json = Base64.getMimeDecoder().decode(base64);
            try (JsonParser parser = JSON.createParser(json)) {
                return document(parser);
            }
        } catch (IOException | IllegalArgumentException notJson) {
            throw invalid("Invalid JSON.");
        }
    }

    private static ServiceException invalid(String why) {
        return ServiceException.of("InvalidPolicyDocument", 400, "Invalid Policy: " + why);
    }

    private static PostPolicy document(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "Invalid JSON.");
        String expiration = null;
        List<Condition> conditions = null;
        SizeRange[] sizes = new SizeRange[1];
        for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("expiration")) {
                expect(value == JsonToken.VALUE_STRING, "Invalid 'expiration' value.");
                expiration = json.getText();
            } else if (name.equals("conditions")) {
                expect(value == JsonToken.START_ARRAY, "Invalid 'conditions' value: must be a List.");
                conditions = conditions(json, sizes);
            } else {
                throw invalid("Unexpected: '" + name + "'");
            }
        }
        expect(json.nextToken() == null, "Invalid JSON.");
        if (expiration == null) {
            throw invalid("Policy missing expiration.");
        } else if (conditions == null) {
            throw invalid("Policy missing conditions.");
        }
        return new PostPolicy(instant(expiration), conditions, sizes[0]);
    }

    private static void expect(boolean fact, String otherwise) {
        if (!fact) {
            throw invalid(otherwise);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notIso8601) {
            throw invalid("Invalid 'expiration' value: '" + text + "'");
        }
    }

    private static List<Condition> conditions(JsonParser json, SizeRange[] sizes) throws IOException {
        List<Condition> conditions = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                for (token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
                    String field = json.currentName();
                    expect(json.nextToken().isScalarValue(), "Invalid Simple-Condition: value must be a string.");
                    conditions.add(new Condition(field, json.getText(), false));
                }
            } else {
                expect(token == JsonToken.START_ARRAY, "Invalid 'conditions' value: must be a List of conditions.");
                Condition condition = listed(json, sizes);
                if (condition != null) {
                    conditions.add(condition);
                }
            }
        }
        return conditions;
    }

    /** A condition of three parts; null for a range of sizes, which is kept apart. */
    private static @Nullable Condition listed(JsonParser json, SizeRange[] sizes) throws IOException {
        List<String> parts = new ArrayList<>(3);
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            expect(token != null && token.isScalarValue() && parts.size() < 3, "Invalid Condition: wrong parts.");
            parts.add(json.getText());
        }
        expect(parts.size() == 3, "Invalid Condition: must have three parts.");
        String operator = parts.get(0).toLowerCase(Locale.ROOT);
        if (operator.equals("content-length-range")) {
            sizes[0] = new SizeRange(size(parts.get(1)), size(parts.get(2)));
            return null;
        }
        boolean prefix = operator.equals("starts-with");
        expect(prefix || operator.equals("eq"), "Invalid Condition: unknown operation '" + parts.get(0) + "'.");
        expect(parts.get(1).startsWith("$"), "Invalid Condition: field must start with '$'.");
        return new Condition(parts.get(1).substring(1), parts.get(2), prefix);
    }

    private static long size(String text) {
        expect(text.matches("[0-9]{1,18}"), "Invalid content-length-range: '" + text + "'");
        return Long.parseLong(text);
    }

    /**
     * Holds a form against the policy.
     *
     * @param bucket the bucket posted to, which counts as a field
     * @param claim what {@code verifyForm} verified: a V4 policy ages on the virtual clock from its time of signing, a
     *     V2 one in wall time
     * @throws ServiceException AccessDenied with S3's {@code Invalid according to Policy} texts
     */
    public void check(PostForm form, String bucket, Claim claim, Clock clock) {
        if (expired(claim, clock)) {
            throw denied("Policy expired.");
        }
        Set<String> named = new HashSet<>();
        for (Condition condition : conditions) {
            String field = condition.field().toLowerCase(Locale.ROOT);
            named.add(field);
            String given = field.equals("bucket") ? bucket : form.fields().get(field);
            if (!condition.holds(given)) {
                throw denied("Policy Condition failed: " + condition);
            }
        }
        for (Map.Entry<String, String> field : form.fields().entrySet()) {
            String name = field.getKey();
            if (!named.contains(name) && !FREE.contains(name) && !name.startsWith("x-ignore-")) {
                throw denied("Extra input fields: " + name);
            }
        }
    }

    private boolean expired(Claim claim, Clock clock) {
        if (claim instanceof Claim.V4 v4) {
            Instant signed = v4.timing().signed();
            java.time.Duration life = java.time.Duration.between(signed, expiration);
            return !clock.now().isBefore(clock.virtualAt(signed).plus(life));
        }
        return !clock.wall().isBefore(expiration);
    }

    private static ServiceException denied(String why) {
        return ServiceException.of("AccessDenied", 403, "Invalid according to Policy: " + why);
    }
}
