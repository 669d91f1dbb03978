package dev.nephele.kernel;

/** An AWS Region by its code, such as {@code us-east-1}. Any well-formed code is a Region here. */
public record Region(String code) {
    /** Where AWS keeps the global services, and the Region of a request that names none. */
    public static final Region US_EAST_1 = new Region("us-east-1");

    public Region {
        if (!isValid(code)) {
            throw new IllegalArgumentException("not a Region code: " + code);
        }
    }

    /** Whether the text can be a Region code: 1 to 63 lower-case letters, digits and inner hyphens. */
    public static boolean isValid(String text) {
        int length = text.length();
        if (length == 0 || length > 63 || text.charAt(0) == '-' || text.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** The partition the Region belongs to, as ARNs write it: {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public String partition() {
        if (code.startsWith("cn-")) {
            return "aws-cn";
        }
        return code.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    @Override
    public String toString() {
        return code;
    }
}
