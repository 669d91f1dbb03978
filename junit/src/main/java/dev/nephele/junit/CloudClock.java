package dev.nephele.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The time of a cloud, which passes like the machine's until it is moved. Signatures are held against the machine's time,
 * so clients go on working. A move returns when all that fell due until then has happened.
 */
public final class CloudClock {
    private static final String PATH = "/_nephele/clock";

    private final Administrator administrator;
    private final boolean shared;

    CloudClock(Administrator administrator, boolean shared) {
        this.administrator = administrator;
        this.shared = shared;
    }

    /** What time it is there. */
    public Instant now() {
        return Instant.parse(administrator.get(PATH).at("now").text());
    }

    /**
     * Lets time pass at once.
     *
     * @throws IllegalStateException if the time is negative, or others share the cloud
     */
    public void advance(Duration time) {
        move(Map.of("advance", time.toString()));
    }

    /**
     * Goes to a later instant.
     *
     * @throws IllegalStateException if it is past, or others share the cloud
     */
    public void set(Instant time) {
        move(Map.of("set", time.toString()));
    }

    /**
     * Lets time stand still.
     *
     * @throws IllegalStateException if others share the cloud
     */
    public void freeze() {
        move(Map.of("freeze", "true"));
    }

    /**
     * Lets time pass again.
     *
     * @throws IllegalStateException if others share the cloud
     */
    public void thaw() {
        move(Map.of("freeze", "false"));
    }

    private void move(Map<String, String> wish) {
        if (shared) {
            throw new IllegalStateException(
                    "other test classes live by the time of this cloud too; a class that moves it"
                            + " says @Nephele(CLOUD_PER_CLASS) or @Nephele(FORK_PER_TEST)");
        }
        administrator.post(PATH, wish);
    }
}
