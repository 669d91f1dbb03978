package dev.nephele.services.sqs.message;

import dev.nephele.model.Blob;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The MD5 digests by which clients check what they sent and received.
 *
 * <p>Attributes are digested in the order of their names: name, data type, one byte for the kind of value (1 text, 2
 * binary) and the value, each preceded by its length as four bytes. Source: SQS Developer Guide, "Calculating the MD5
 * message digest for message attributes".
 */
final class MessageDigests {
    private MessageDigests() {}

    static String ofBody(String body) {
        return hex("MD5", body.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of the body: the deduplication id of content-based deduplication. */
    static String deduplicationId(String body) {
        return hex("SHA-256", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of the attributes, or null when there are none. */
    static @Nullable String ofAttributes(Map<String, Attribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            text(out, name);
            text(out, attribute.dataType());
            String value = attribute.text();
            if (value != null) {
                out.write(1);
                text(out, value);
            } else {
                Blob binary = attribute.binary();
                out.write(2);
                bytes(out, binary == null ? new byte[0] : binary.unsafeArray());
            }
        });
        return hex("MD5", out.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        int length = bytes.length;
        out.write(length >>> 24);
        out.write(length >>> 16);
        out.write(length >>> 8);
        out.write(length);
        out.writeBytes(bytes);
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * One message attribute.
     *
     * @param dataType {@code String}, {@code Number} or {@code Binary}, perhaps with a custom label after a dot
     * @param text the value of String and Number
     * @param binary the value of Binary
     */
    record Attribute(
            String dataType,
            @Nullable String text,
            @Nullable Blob binary) {
        int size() {
            int value =
                    text != null ? text.getBytes(StandardCharsets.UTF_8).length : binary == null ? 0 : binary.size();
            return dataType.length() + value;
        }
    }
}
