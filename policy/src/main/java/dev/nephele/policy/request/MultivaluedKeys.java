package dev.nephele.policy.request;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The condition keys that have many values, from IAM's metadata ({@code multivalued-keys.txt}). */
final class MultivaluedKeys {
    private static final Set<ConditionKey> EXACT = new HashSet<>();
    private static final List<String> PREFIXES = new ArrayList<>();

    static {
        InputStream resource = MultivaluedKeys.class.getResourceAsStream("multivalued-keys.txt");
        if (resource == null) {
            throw new IllegalStateException("multivalued-keys.txt is not in the module");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith("*")) {
                    PREFIXES.add(line.substring(0, line.length() - 1));
                } else if (!line.startsWith("#")) {
                    EXACT.add(ConditionKey.of(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MultivaluedKeys() {}

    static boolean contains(String key) {
        if (EXACT.contains(ConditionKey.of(key))) {
            return true;
        }
        for (String prefix : PREFIXES) {
            if (key.length() > prefix.length() && Fold.equal(key, 0, prefix, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
