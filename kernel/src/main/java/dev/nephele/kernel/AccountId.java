package dev.nephele.kernel;

/** The twelve decimal digits that name an AWS account. */
public record AccountId(String value) {
    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a 12-digit account id: " + value);
        }
    }

    /** Whether the text is an account id: exactly twelve ASCII digits. */
    public static boolean isValid(String text) {
        if (text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
