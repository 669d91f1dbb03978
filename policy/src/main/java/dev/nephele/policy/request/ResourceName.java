package dev.nephele.policy.request;

import org.jspecify.annotations.Nullable;

/**
 * What a request acts on: an ARN, or {@code *} for actions without resource types. Any other text is held against
 * policies as a name that only {@code *} matches.
 */
public final class ResourceName {
    private final String text;
    /** Where the five colons of the ARN are; null unless the text is an ARN. */
    private final int @Nullable [] colons;

    private ResourceName(String text) {
        this.text = text;
        this.colons = colons(text);
    }

    /** The resource of this name. */
    public static ResourceName of(String text) {
        return new ResourceName(text);
    }

    /** The name as it was written. */
    public String text() {
        return text;
    }

    /** The positions of the five colons of an ARN, not to be written to; null for any other name. */
    public int @Nullable [] colons() {
        return colons;
    }

    /** The account that the ARN names; empty text if it names none. */
    public String account() {
        return colons == null ? "" : text.substring(colons[3] + 1, colons[4]);
    }

    /** The part after the fifth colon of an ARN; empty text for any other name. */
    public String local() {
        return colons == null ? "" : text.substring(colons[4] + 1);
    }

    /** The positions of the first five colons, or null if the text is no ARN of six parts. */
    public static int @Nullable [] colons(String text) {
        if (!text.startsWith("arn:")) {
            return null;
        }
        int[] colons = new int[5];
        int at = -1;
        for (int i = 0; i < 5; i++) {
            at = text.indexOf(':', at + 1);
            if (at < 0) {
                return null;
            }
            colons[i] = at;
        }
        return colons;
    }

    @Override
    public String toString() {
        return text;
    }
}
