package dev.nephele.services.ec2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Regions of the partition and their zones, read from the resource when first asked for.
 *
 * @param optIn whether an account has to opt in
 * @param zoneIds begins the ids of its zones
 * @param zones letter and number of each, such as {@code a1}
 */
record Geography(String region, boolean optIn, String zoneIds, List<String> zones) {

    /** All Regions, in the order of their codes. */
    static List<Geography> all() {
        return Loaded.ALL;
    }

    String zoneName(String zone) {
        return region + zone.charAt(0);
    }

    String zoneId(String zone) {
        return zoneIds + "-az" + zone.substring(1);
    }

    private static final class Loaded {
        private static final List<Geography> ALL = load();

        private static List<Geography> load() {
            List<Geography> all = new ArrayList<>();
            try (InputStream in = Geography.class.getResourceAsStream("regions.txt")) {
                if (in == null) {
                    throw new IllegalStateException("regions.txt is missing");
                }
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        List<String> words = Arrays.asList(line.split(" ", -1));
                        all.add(new Geography(
                                words.get(0),
                                words.get(1).equals("opt-in"),
                                words.get(2),
                                List.copyOf(words.subList(3, words.size()))));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.copyOf(all);
        }
    }
}
