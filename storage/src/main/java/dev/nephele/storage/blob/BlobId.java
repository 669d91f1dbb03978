package dev.nephele.storage.blob;

/**
 * The name of a payload, unguessable and never used again. Its first letter says where the bytes are: {@code i} in a
 * row, {@code l} in a file or rows of their own.
 */
public record BlobId(String value) {
    static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    static final int RANDOM = 26;

    public BlobId {
        if (value.length() != RANDOM + 1 || value.charAt(0) != 'i' && value.charAt(0) != 'l') {
            throw new IllegalArgumentException("not the id of a blob: " + value);
        }
        for (int i = 1; i < value.length(); i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                throw new IllegalArgumentException("not the id of a blob: " + value);
            }
        }
    }

    boolean isInline() {
        return value.charAt(0) == 'i';
    }

    @Override
    public String toString() {
        return value;
    }
}
