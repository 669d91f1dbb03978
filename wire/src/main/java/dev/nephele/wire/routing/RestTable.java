package dev.nephele.wire.routing;

import dev.nephele.model.ServiceModel;
import dev.nephele.wire.Labels;
import dev.nephele.wire.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of one REST service by method, the surest template first. */
final class RestTable {
    private record Row(UriTemplate template, ServiceModel.Entry entry) {}

    /** An operation with what its labels took. */
    record Match(ServiceModel.Entry entry, Labels labels) {}

    private final Map<String, List<Row>> rows = new HashMap<>();

    RestTable(ServiceModel service) {
        for (ServiceModel.Entry entry : service.operations()) {
            rows.computeIfAbsent(entry.http().method(), method -> new ArrayList<>())
                    .add(new Row(new UriTemplate(entry.http().uri()), entry));
        }
        for (List<Row> list : rows.values()) {
            list.sort(Comparator.comparingInt((Row row) -> row.template().weight())
                    .reversed());
        }
    }

    /** The operation that a request fits, or null. */
    @Nullable
    Match match(String method, String[] path, Parameters parameters) {
        for (Row row : rows.getOrDefault(method, List.of())) {
            Labels labels = row.template().match(path, parameters);
            if (labels != null) {
                return new Match(row.entry(), labels);
            }
        }
        return null;
    }

    /** Whether the path belongs to an operation with another method. */
    boolean knows(String[] path, Parameters parameters) {
        for (List<Row> list : rows.values()) {
            for (Row row : list) {
                if (row.template().match(path, parameters) != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
