package dev.nephele.storage.blob;

/**
 * The name of a payload, unguessable and never used again. Its first letter says where the bytes are: {@code i} in a
 * row, {@code l} in a file or rows of their own.
 */
public record BlobId(String value) {
    static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    static final int RANDOM = 26;

    public BlobId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not the id of a blob: " + value);
        }
    }

    /** Whether a word has the form of an id. */
    static boolean isId(String word) {
        if (word.length() != RANDOM + 1 || word.charAt(0) != 'i' && word.charAt(0) != 'l') {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (ALPHABET.indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    boolean isInline() {
        return value.charAt(0) == 'i';
    }

    @Override
    public String toString() {
        return value;
    }
}
