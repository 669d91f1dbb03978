package dev.nephele.gates;

import java.util.Map;
import java.util.Optional;

/** Calls that hide time, chance, locale or a wait, each with what stands for it. */
final class BannedCalls {
    private static final String CLOCK = "ask kernel.Clock";
    private static final String IDS = "ask kernel.Ids";
    private static final String TERMINAL = "use command.Terminal, or a logger";
    private static final String LOCALE = "give Locale.ROOT";
    private static final String CONSTRUCTOR = "<init>";

    private static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            Map.entry("java.time.Instant.now", CLOCK),
            Map.entry("java.time.LocalDate.now", CLOCK),
            Map.entry("java.time.LocalDateTime.now", CLOCK),
            Map.entry("java.time.ZonedDateTime.now", CLOCK),
            Map.entry("java.time.OffsetDateTime.now", CLOCK),
            Map.entry("java.time.Clock.systemUTC", CLOCK),
            Map.entry("java.time.Clock.systemDefaultZone", CLOCK),
            Map.entry("java.lang.System.currentTimeMillis", CLOCK),
            Map.entry("java.util.Date." + CONSTRUCTOR + "()", CLOCK),
            Map.entry("java.util.UUID.randomUUID", IDS),
            Map.entry("java.lang.Math.random", IDS),
            Map.entry("java.util.Random." + CONSTRUCTOR, IDS),
            Map.entry("java.security.SecureRandom." + CONSTRUCTOR, IDS),
            Map.entry("java.util.concurrent.ThreadLocalRandom.current", IDS),
            Map.entry("java.lang.Thread.sleep", "wait on a condition with a named bound"),
            Map.entry("java.lang.System.out", TERMINAL),
            Map.entry("java.lang.System.err", TERMINAL),
            Map.entry("java.lang.Throwable.printStackTrace()", TERMINAL),
            Map.entry("java.lang.String.toLowerCase()", LOCALE),
            Map.entry("java.lang.String.toUpperCase()", LOCALE),
            Map.entry("java.lang.String.format(java.lang.String, [Ljava.lang.Object;)", LOCALE),
            Map.entry("java.lang.Class.forName", "name the class"),
            Map.entry("java.lang.reflect.Method.invoke", "call the method"),
            Map.entry("java.util.concurrent.Executors.newCachedThreadPool", "use virtual threads with a bound"));

    private BannedCalls() {}

    /**
     * What stands for a member; empty if it may be used.
     *
     * @param parameters the parameter types, with commas and spaces between
     */
    static Optional<String> replacement(String owner, String name, String parameters) {
        String member = owner + '.' + name;
        String overload = member + '(' + parameters + ')';
        return Optional.ofNullable(REPLACEMENTS.getOrDefault(overload, REPLACEMENTS.get(member)));
    }
}
