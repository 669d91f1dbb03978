package dev.nephele.policy.metadata;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which actions, resource types and condition keys exist, as AWS's Service Authorization Reference has them. A service
 * is read when it is first asked for.
 *
 * <p>The header of {@code actions.bin} has tab-separated rows: {@code D version}, {@code G key type} for global condition
 * keys, {@code P prefixes} (comma-separated) of services that resource control policies support, and
 * {@code S prefix offset length} for each service, whose chunk {@link ServiceActions} describes.
 */
public final class ActionCatalog {
    private static final Pattern COMMA = Pattern.compile(",");

    private final Packed packed;
    private final String version;
    private final Map<String, ConditionKey> globalKeys;
    private final Set<String> resourceControlled;
    private final Map<String, int[]> chunks;

    /** Bounded by the number of services; each entry can be dropped and read again. */
    private final Map<String, SoftReference<ServiceActions>> read = new ConcurrentHashMap<>();

    private ActionCatalog(Packed packed) {
        this.packed = packed;
        String data = "";
        Map<String, ConditionKey> keys = new LinkedHashMap<>();
        Set<String> controlled = new HashSet<>();
        Map<String, int[]> services = new LinkedHashMap<>();
        for (String line : packed.header().lines().toList()) {
            String[] part = line.split("\t", -1);
            switch (part[0]) {
                case "D" -> data = part[1];
                case "G" ->
                    keys.put(
                            part[1].toLowerCase(Locale.ROOT), new ConditionKey(part[1], ConditionKey.Type.of(part[2])));
                case "P" -> COMMA.splitAsStream(part[1]).forEach(controlled::add);
                case "S" -> services.put(part[1], new int[] {Integer.parseInt(part[2]), Integer.parseInt(part[3])});
                default -> throw new IllegalStateException("unknown row in the header of the actions");
            }
        }
        this.version = data;
        this.globalKeys = Collections.unmodifiableMap(keys);
        this.resourceControlled = Set.copyOf(controlled);
        this.chunks = Collections.unmodifiableMap(services);
    }

    /** The one catalog. Its header, a few kilobytes, is read on the first call. */
    public static ActionCatalog get() {
        return Holder.CATALOG;
    }

    /** The version of the data. */
    public String version() {
        return version;
    }

    /** The prefixes of all services. */
    public Set<String> prefixes() {
        return chunks.keySet();
    }

    /** The global condition keys, by lower-case name. */
    public Map<String, ConditionKey> globalKeys() {
        return globalKeys;
    }

    /** Whether resource control policies apply to the resources of the service. */
    public boolean supportsResourceControlPolicies(String prefix) {
        return resourceControlled.contains(prefix.toLowerCase(Locale.ROOT));
    }

    /** What is known of a service prefix, given in any case. */
    public Optional<ServiceActions> service(String prefix) {
        String name = prefix.toLowerCase(Locale.ROOT);
        int[] chunk = chunks.get(name);
        if (chunk == null) {
            return Optional.empty();
        }
        SoftReference<ServiceActions> reference = read.get(name);
        @Nullable ServiceActions known = reference == null ? null : reference.get();
        if (known == null) {
            known = ServiceActions.parse(name, packed.chunk(chunk[0], chunk[1]), globalKeys);
            read.put(name, new SoftReference<>(known));
        }
        return Optional.of(known);
    }

    /** The action of this full name ({@code sqs:SendMessage}, in any case); empty also when there is no colon. */
    public Optional<Action> action(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : service(name.substring(0, colon)).flatMap(service -> service.action(name.substring(colon + 1)));
    }

    private static final class Holder {
        private static final ActionCatalog CATALOG = new ActionCatalog(Packed.open("actions.bin", "NIA1"));
    }
}
