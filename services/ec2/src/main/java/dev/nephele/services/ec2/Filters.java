package dev.nephele.services.ec2;

import dev.nephele.model.ec2.Filter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters of Describe operations: all must hold, each by one of its values; {@code *} and {@code ?} are wildcards. */
final class Filters {
    private Filters() {}

    /**
     * Whether something passes the filters.
     *
     * @param fields what it can be filtered by
     * @param tags by {@code tag:KEY} and {@code tag-key}; null where there are none to filter by
     * @throws dev.nephele.model.ServiceException {@code InvalidParameterValue} for a filter that is not known
     */
    static boolean pass(
            @Nullable List<Filter> filters, Map<String, String> fields, @Nullable Map<String, String> tags) {
        boolean pass = true;
        for (Filter filter : filters == null ? List.<Filter>of() : filters) {
            String name = filter.name() == null ? "" : filter.name();
            List<String> values = filter.values() == null ? List.of() : filter.values();
            if (fields.containsKey(name)) {
                pass &= matches(values, fields.get(name));
            } else if (tags != null && name.startsWith("tag:")) {
                String value = tags.get(name.substring("tag:".length()));
                pass &= value != null && matches(values, value);
            } else if (tags != null && name.equals("tag-key")) {
                pass &= tags.keySet().stream().anyMatch(key -> matches(values, key));
            } else {
                throw Problems.of("InvalidParameterValue", "The filter '" + name + "' is invalid");
            }
        }
        return pass;
    }

    private static boolean matches(List<String> wanted, String value) {
        return wanted.stream()
                .anyMatch(pattern -> pattern(pattern).matcher(value).matches());
    }

    private static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
