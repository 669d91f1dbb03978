package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says is served is what the manifests say. */
class ServedServicesTest {
    private static final int LEAST_SERVICES = 8;
    private static final Pattern LISTED = Pattern.compile("(?s)held by ServedServicesTest -->\n(.*?)<!-- end -->");
    private static final Pattern OPERATION = Pattern.compile("(?m)(?<=[:\\s])[A-Z]\\w+(?=\\s)");

    private static Map<String, Long> services() {
        Map<String, Long> services = new TreeMap<>();
        for (Path manifest : SourceTree.matching(path ->
                path.toString().contains("/model/manifests/") && path.toString().endsWith(".manifest"))) {
            String name = manifest.getFileName().toString().replace(".manifest", "");
            services.put(name, operations(SourceTree.read(manifest)));
        }
        return services;
    }

    private static long operations(String manifest) {
        String rows = manifest.replaceAll("(?m)^[#!@].*$", "")
                .replaceAll("(?m)^\\w+:", ":")
                .replaceAll("@\\S*", "");
        return OPERATION.matcher(rows + "\n").results().count();
    }

    @Test
    void countsTheOperationsOfAManifest() {
        assertThat(operations("# A Comment.\n!manner A Text.\n@queue QueueUrl\nQueues: CreateQueue\n  ListQueues@\n"
                        + "Tags: TagQueue@queue=Tag+sqs:Url=QueueUrl"))
                .isEqualTo(3);
    }

    @Test
    void readmeListsTheServedServices() {
        Map<String, Long> services = services();
        assertThat(services).hasSizeGreaterThanOrEqualTo(LEAST_SERVICES);
        String expected = "| Service | Operations |\n|---|---|\n"
                + services.entrySet().stream()
                        .map(service -> "| `" + service.getKey() + "` | " + service.getValue() + " |\n")
                        .collect(Collectors.joining());
        List<MatchResult> listed = LISTED.matcher(SourceTree.read(SourceTree.ROOT.resolve("README.md")))
                .results()
                .toList();
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().group(1)).isEqualTo(expected);
    }
}
