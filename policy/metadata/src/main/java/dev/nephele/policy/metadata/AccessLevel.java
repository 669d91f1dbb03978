package dev.nephele.policy.metadata;

/** What kind of access an action gives, as the Service Authorization Reference classes it. */
public enum AccessLevel {
    READ,
    LIST,
    WRITE,
    TAGGING,
    PERMISSIONS_MANAGEMENT;

    static AccessLevel of(char letter) {
        return switch (letter) {
            case 'r' -> READ;
            case 'l' -> LIST;
            case 'w' -> WRITE;
            case 't' -> TAGGING;
            case 'p' -> PERMISSIONS_MANAGEMENT;
            default -> throw new IllegalStateException("unknown access level " + letter);
        };
    }
}
