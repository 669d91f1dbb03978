package dev.nephele.servicekit.seal;

import dev.nephele.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key under which the {@linkplain CloudKey key of a cloud} is stored: 32 random bytes that never lie in its rows.
 * As text they are base64 with padding, 44 characters, as {@code openssl rand -base64 32} prints them.
 */
public final class RootKey {
    private static final int LENGTH = 32;
    private static final int ID_LENGTH = 8;

    private final byte[] key;

    private RootKey(byte[] key) {
        this.key = key;
    }

    /** A new one. */
    public static RootKey create(Ids ids) {
        byte[] fresh = new byte[LENGTH];
        ids.fill(fresh);
        return new RootKey(fresh);
    }

    /** The key in a text, with or without white space around it; empty if it is not the base64 of 32 bytes. */
    public static Optional<RootKey> parse(String text) {
        String word = text.strip();
        try {
            byte[] key = Base64.getDecoder().decode(word);
            boolean whole = key.length == LENGTH
                    && Base64.getEncoder().encodeToString(key).equals(word);
            return whole ? Optional.of(new RootKey(key)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The key itself, for the file or the safe in which it is kept. */
    public String secretText() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** What tells it from others, and nothing about it. */
    public Id id() {
        byte[] derived = Seal.derived(key, "root-key-id").getEncoded();
        return new Id(HexFormat.of().formatHex(Arrays.copyOf(derived, ID_LENGTH)));
    }

    /** Closes and opens the key of a cloud. */
    Seal wrapping(Ids ids) {
        return new Seal(key, "cloud-key", ids);
    }

    /** What is bound to a wrapped key. */
    byte[] bound() {
        return id().text().getBytes(StandardCharsets.US_ASCII);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "RootKey[" + id() + ']';
    }

    /**
     * The name of a root key, which is no secret.
     *
     * @param text 16 hexadecimal digits, the first bytes of a key that is derived from it for this only
     */
    public record Id(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
