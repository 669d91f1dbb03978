package dev.nephele.policy.request;

/** Comparison without regard to case, independent of locale and, but for {@link #lower}, without allocation. */
public final class Fold {
    private Fold() {}

    /** The character that stands for all its cases. */
    public static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** A hash that is equal for texts that differ in case only. */
    public static int hash(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + fold(text.charAt(i));
        }
        return hash ^ hash >>> 15;
    }

    /** Whether two texts differ in case at most. */
    public static boolean equal(String a, String b) {
        return a.length() == b.length() && equal(a, 0, b, a.length());
    }

    /** Whether {@code length} characters of {@code text} from {@code at} are those of {@code other}. */
    public static boolean equal(String text, int at, String other, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(at + i);
            char d = other.charAt(i);
            if (c != d && fold(c) != fold(d)) {
                return false;
            }
        }
        return true;
    }

    /** The text with every character folded. */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (fold(text.charAt(i)) != text.charAt(i)) {
                StringBuilder lower = new StringBuilder(text.length());
                for (int j = 0; j < text.length(); j++) {
                    lower.append(fold(text.charAt(j)));
                }
                return lower.toString();
            }
        }
        return text;
    }
}
