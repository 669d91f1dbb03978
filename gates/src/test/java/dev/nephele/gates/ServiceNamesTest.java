package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What serves all services names none: their manners stand in their manifests. A name is a text that is a service's id,
 * its signing name or the label of its hosts, alone or before the colon of an action or a condition key.
 */
class ServiceNamesTest {
    private static final int LEAST_SERVICES = 8;
    private static final int LEAST_FILES = 100;
    private static final List<String> ROOMS = List.of("wire/src/main/java/", "gateway/src/main/java/");
    private static final Pattern IN_THE_MODEL = Pattern.compile("\"(?:signingName|endpointPrefix)\":\"([^\"]+)\"");

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Path manifest : SourceTree.matching(path -> path.toString().endsWith(".manifest"))) {
            String service = manifest.getFileName().toString().replace(".manifest", "");
            names.add(service);
            Path facts =
                    manifest.resolveSibling("../facts/" + service + ".json").normalize();
            IN_THE_MODEL
                    .matcher(SourceTree.read(facts))
                    .results()
                    .map(name -> name.group(1))
                    .forEach(names::add);
        }
        return names;
    }

    /** Which service a text names, with the line; empty for a source that names none. */
    static List<String> named(ParsedSource source, Set<String> names) {
        List<String> found = new ArrayList<>();
        for (ParsedSource.Text text : source.texts()) {
            if (names.contains(text.value().split(":", 2)[0])) {
                found.add("\"" + text.value() + "\" in line " + text.line());
            }
        }
        return found;
    }

    @Test
    void knowsTheNames() {
        assertThat(names()).hasSizeGreaterThan(LEAST_SERVICES).contains("s3", "sqs", "cloudwatch", "monitoring");
    }

    @Test
    void whatServesAllServicesNamesNone() {
        Set<String> names = names();
        List<ParsedSource> sources = ParsedSource.of(SourceTree.mainJava().stream()
                .filter(path -> ROOMS.stream().anyMatch(SourceTree.name(path)::startsWith))
                .toList());
        assertThat(sources).hasSizeGreaterThan(LEAST_FILES);
        Gate.of("service-names")
                .judge(sources.stream()
                        .flatMap(source -> named(source, names).stream()
                                .map(text -> new Violation(source.place(), text + ": say it as a manner")))
                        .toList());
    }
}
