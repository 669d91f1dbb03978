package dev.nephele.wire.auth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a raw query: their values for claims, and their canonical form for signatures. */
final class QueryParameters {
    private static final QueryParameters NONE = new QueryParameters(new String[0]);

    /** The pieces between ampersands, as sent. Empty ones are left out. */
    private final String[] pieces;

    private QueryParameters(String[] pieces) {
        this.pieces = pieces;
    }

    static QueryParameters of(String query) {
        if (query.isEmpty()) {
            return NONE;
        }
        int count = 1;
        for (int i = query.indexOf('&'); i >= 0; i = query.indexOf('&', i + 1)) {
            count++;
        }
        String[] pieces = new String[count];
        int used = 0;
        int at = 0;
        while (at <= query.length()) {
            int and = query.indexOf('&', at);
            int end = and < 0 ? query.length() : and;
            if (end > at) {
                pieces[used++] = query.substring(at, end);
            }
            at = end + 1;
        }
        return new QueryParameters(used == count ? pieces : Arrays.copyOf(pieces, used));
    }

    /** The decoded value of the first parameter with the name, or null. */
    static @Nullable String value(String query, String name) {
        return of(query).get(name);
    }

    /** The decoded value of the first parameter with the name, or null. */
    @Nullable
    String get(String name) {
        for (String piece : pieces) {
            int equals = piece.indexOf('=');
            String raw = equals < 0 ? piece : piece.substring(0, equals);
            if (UriText.decoded(raw).equals(name)) {
                return equals < 0 ? "" : UriText.decoded(piece.substring(equals + 1));
            }
        }
        return null;
    }

    /** Whether any parameter of a V4 signature is there. */
    boolean isV4() {
        return get("X-Amz-Algorithm") != null || get("X-Amz-Signature") != null || get("X-Amz-Credential") != null;
    }

    /** The parameters that a V4 signature lacks here, without prefix, joined by commas. */
    String missingOfV4() {
        return Stream.of("Algorithm", "Credential", "Signature", "Date", "SignedHeaders")
                .filter(name -> get("X-Amz-" + name) == null)
                .collect(Collectors.joining(","));
    }

    /** The names and decoded values of all parameters, by turns. */
    List<String> all() {
        List<String> all = new ArrayList<>(pieces.length * 2);
        for (String piece : pieces) {
            int equals = piece.indexOf('=');
            all.add(UriText.decoded(equals < 0 ? piece : piece.substring(0, equals)));
            all.add(equals < 0 ? "" : UriText.decoded(piece.substring(equals + 1)));
        }
        return all;
    }

    /** The pieces between ampersands, as sent. */
    List<String> pieces() {
        return Arrays.asList(pieces);
    }

    /** Whether the query means to be signed, by any parameter of either version. */
    boolean hasSignature() {
        return isV4() || get("Signature") != null || get("AWSAccessKeyId") != null;
    }

    /** Whether the query is signed so clearly that a second signature is refused. */
    boolean hasWholeSignature() {
        return isV4() || get("Signature") != null && get("AWSAccessKeyId") != null;
    }

    private record Parameter(String name, String value) implements Comparable<Parameter> {
        @Override
        public int compareTo(Parameter other) {
            int names = name.compareTo(other.name);
            return names != 0 ? names : value.compareTo(other.value);
        }
    }

    /**
     * Writes the canonical query: encoded, sorted by name and then value, without the signature itself.
     *
     * @param presigned whether {@code X-Amz-Signature} is left out
     */
    void canonical(ByteText target, boolean presigned, boolean plusKept) {
        Parameter[] sorted = new Parameter[pieces.length];
        int count = 0;
        for (String piece : pieces) {
            int equals = piece.indexOf('=');
            String name = UriText.component(equals < 0 ? piece : piece.substring(0, equals), plusKept);
            if (presigned && name.equals("X-Amz-Signature")) {
                continue;
            }
            String value = equals < 0 ? "" : UriText.component(piece.substring(equals + 1), plusKept);
            sorted[count++] = new Parameter(name, value);
        }
        Arrays.sort(sorted, 0, count);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                target.add('&');
            }
            target.add(sorted[i].name()).add('=').add(sorted[i].value());
        }
    }
}
