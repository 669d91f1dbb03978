package dev.nephele.app.assembly;

import dev.nephele.kernel.Ids;
import java.security.SecureRandom;

/** Unguessable chance from the operating system. */
public final class SecureIds implements Ids {
    private final SecureRandom random = new SecureRandom();

    @Override
    public void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
