package dev.nephele.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a URI template with the raw pieces of the path that they took. */
public record Labels(List<String> names, List<String> values) {
    public static final Labels NONE = new Labels(List.of(), List.of());

    /** The raw value of a label, or null when the template does not have it. */
    public @Nullable String get(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                return values.get(i);
            }
        }
        return null;
    }
}
