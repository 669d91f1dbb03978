package dev.nephele.storage.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Where a database is and who connects: {@code postgresql://user:password@host:port/database?parameters}. */
record Address(String jdbc, Properties properties) {
    private static final int PORT = 5432;

    /**
     * Reads the URL.
     *
     * @throws IllegalArgumentException if it has another form
     */
    static Address parse(String url) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
            throw new IllegalArgumentException("a store is named postgresql://user:password@host:port/database");
        }
        Properties properties = new Properties();
        String user = uri.getRawUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            properties.setProperty("user", decoded(colon < 0 ? user : user.substring(0, colon)));
            if (colon >= 0) {
                properties.setProperty("password", decoded(user.substring(colon + 1)));
            }
        }
        properties.setProperty("ApplicationName", "nephele");
        properties.setProperty("reWriteBatchedInserts", "true");
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + ':' + (uri.getPort() < 0 ? PORT : uri.getPort())
                + (path == null || path.isEmpty() ? "/" : path)
                + (query == null ? "" : '?' + query);
        return new Address(jdbc, properties);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
