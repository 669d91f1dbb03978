package dev.nephele.wire.routing;

import dev.nephele.wire.Labels;
import dev.nephele.wire.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path template of an operation, such as {@code /2015-03-31/functions/{FunctionName}?qualifier}. A label takes one
 * segment, a greedy one ({@code {Key+}}) as many as it can. A slash at the end makes no difference.
 */
final class UriTemplate {
    private final String[] segments;
    private final boolean[] label;
    private final int greedy;
    private final List<String> names;
    private final String[] queryNames;
    private final @Nullable String[] queryValues;

    UriTemplate(String uri) {
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        this.segments = split(path);
        this.label = new boolean[segments.length];
        List<String> labels = new ArrayList<>();
        int greedyAt = -1;
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{") && segment.endsWith("}")) {
                label[i] = true;
                boolean many = segment.endsWith("+}");
                greedyAt = many ? i : greedyAt;
                segments[i] = segment.substring(1, segment.length() - (many ? 2 : 1));
                labels.add(segments[i]);
            }
        }
        this.greedy = greedyAt;
        this.names = List.copyOf(labels);
        String[] literals = mark < 0 ? new String[0] : uri.substring(mark + 1).split("&");
        this.queryNames = new String[literals.length];
        this.queryValues = new @Nullable String[literals.length];
        for (int i = 0; i < literals.length; i++) {
            int equals = literals[i].indexOf('=');
            queryNames[i] = equals < 0 ? literals[i] : literals[i].substring(0, equals);
            String value = equals < 0 ? "" : literals[i].substring(equals + 1);
            queryValues[i] = value.isEmpty() ? null : value;
        }
    }

    /** The segments of a raw path, without the slashes at its ends. */
    static String[] split(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.endsWith("/") && path.length() > from ? path.length() - 1 : path.length();
        return from >= to ? new String[0] : path.substring(from, to).split("/", -1);
    }

    /** How sure a match of this template is: literal segments first, then query literals. */
    int weight() {
        int literals = 0;
        for (boolean isLabel : label) {
            literals += isLabel ? 0 : 1;
        }
        return literals * 100 + queryNames.length * 10 + (greedy < 0 ? 1 : 0);
    }

    /** The labels of a path that fits, or null. */
    @Nullable
    Labels match(String[] path, Parameters parameters) {
        int extra = path.length - segments.length;
        if (greedy < 0 ? extra != 0 : extra < 0) {
            return null;
        }
        for (int i = 0; i < segments.length; i++) {
            if (!label[i] && !segments[i].equals(path[greedy >= 0 && i > greedy ? i + extra : i])) {
                return null;
            }
        }
        if (!queryFits(parameters)) {
            return null;
        }
        if (names.isEmpty()) {
            return Labels.NONE;
        }
        List<String> values = new ArrayList<>(names.size());
        for (int i = 0; i < segments.length; i++) {
            if (!label[i]) {
                continue;
            }
            int at = greedy >= 0 && i > greedy ? i + extra : i;
            values.add(i == greedy ? String.join("/", List.of(path).subList(i, i + extra + 1)) : path[at]);
            if (values.getLast().isEmpty()) {
                return null;
            }
        }
        return new Labels(names, Collections.unmodifiableList(values));
    }

    /** Whether every literal of the query is there, with its value if the template gives one. */
    boolean queryFits(Parameters parameters) {
        for (int i = 0; i < queryNames.length; i++) {
            String value = parameters.get(queryNames[i]);
            if (value == null || queryValues[i] != null && !queryValues[i].equals(value)) {
                return false;
            }
        }
        return true;
    }

    /** How many literals the query has. */
    int queryLiterals() {
        return queryNames.length;
    }
}
