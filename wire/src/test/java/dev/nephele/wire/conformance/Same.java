package dev.nephele.wire.conformance;

import dev.nephele.wire.scalar.Timestamps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What answers mean to a client, so that two that mean the same are equal: a null is an absent member, a date-time with
 * another offset is the same instant, a type beside the members of a union says nothing.
 */
final class Same {
    private static final Pattern OFFSET =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?[+-]\\d\\d:\\d\\d");

    private Same() {}

    static String text(String text) {
        return OFFSET.matcher(text).matches() ? Timestamps.parse(text).toString() : text;
    }

    static @Nullable Object document(@Nullable Object value, boolean top) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(document(item, false)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> items = new LinkedHashMap<>();
                map.forEach((key, item) -> {
                    if (item != null && (top || !key.equals("__type"))) {
                        items.put((String) key, document(item, false));
                    }
                });
                yield items;
            }
            default -> value;
        };
    }
}
