package dev.nephele.kernel;

/** The source of chance: unguessable in a running cloud, seeded in tests. Safe for use by many threads. */
public interface Ids {
    /** Fills the array with random bytes. */
    void fill(byte[] bytes);

    /** Random text of the given length over the given alphabet, each character equally likely. */
    default String text(int length, String alphabet) {
        int size = alphabet.length();
        int limit = 256 - 256 % size;
        StringBuilder text = new StringBuilder(length);
        byte[] random = new byte[length + (length >> 1) + 8];
        while (text.length() < length) {
            fill(random);
            for (int i = 0; i < random.length && text.length() < length; i++) {
                int value = random[i] & 0xff;
                if (value < limit) {
                    text.append(alphabet.charAt(value % size));
                }
            }
        }
        return text.toString();
    }

    /** A random UUID (version 4) in lower-case text. */
    default String uuid() {
        byte[] b = new byte[16];
        fill(b);
        b[6] = (byte) (b[6] & 0x0f | 0x40);
        b[8] = (byte) (b[8] & 0x3f | 0x80);
        String hex = java.util.HexFormat.of().formatHex(b);
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }
}
