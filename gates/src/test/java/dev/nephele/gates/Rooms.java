package dev.nephele.gates;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which room may see which: the arrows of the picture in ARCHITECTURE.md. */
final class Rooms {
    private static final String ROOT = "dev.nephele.";
    private static final String SERVICES = "services";
    private static final Set<String> FOR_SERVICES =
            Set.of("kernel", "model", "access", "policy", "storage", "servicekit");
    private static final String EVERYTHING = "*";

    /** Each room with those it may use; itself it may always use. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("model", Set.of("kernel")),
            Map.entry("policy", Set.of("kernel")),
            Map.entry("access", Set.of("kernel")),
            Map.entry("wire", Set.of("kernel", "model")),
            Map.entry("storage", Set.of("kernel", "model")),
            Map.entry("servicekit", Set.of("kernel", "model", "access", "storage")),
            Map.entry(SERVICES, FOR_SERVICES),
            Map.entry("gateway", Set.of("kernel", "model", "policy", "access", "wire", "storage")),
            Map.entry(
                    "testkit",
                    Set.of("kernel", "model", "policy", "access", "wire", "storage", "servicekit", "gateway")),
            Map.entry("app", Set.of(EVERYTHING)),
            Map.entry("junit", Set.of("kernel", "wire", "app")),
            Map.entry("bench", Set.of(EVERYTHING)));

    private Rooms() {}

    /** Why a class may not use another; empty if it may. */
    static Optional<String> objection(String from, String to) {
        if (!from.startsWith(ROOT) || !to.startsWith(ROOT)) {
            return Optional.empty();
        }
        List<String> source = List.of(from.substring(ROOT.length()).split("\\."));
        List<String> target = List.of(to.substring(ROOT.length()).split("\\."));
        Set<String> uses = USES.get(source.getFirst());
        if (uses == null) {
            return Optional.of("the room '" + source.getFirst() + "' is not in the picture");
        }
        if (source.getFirst().equals(target.getFirst())) {
            boolean siblings =
                    source.getFirst().equals(SERVICES) && !source.get(1).equals(target.get(1));
            return siblings ? Optional.of("services call one another through ServiceCalls") : Optional.empty();
        }
        return uses.contains(EVERYTHING) || uses.contains(target.getFirst())
                ? Optional.empty()
                : Optional.of(source.getFirst() + " may not use " + target.getFirst());
    }
}
