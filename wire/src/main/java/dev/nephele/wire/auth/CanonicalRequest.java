package dev.nephele.wire.auth;

import dev.nephele.wire.auth.Claim.Algorithm;
import dev.nephele.wire.auth.crypto.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A request in the one form that signer and verifier agree on (AWS General Reference, "Create a canonical request"),
 * and the string to sign made from its hash.
 *
 * <p>A few things can be read in two ways: whether the server before us saw header bytes or decoded UTF-8, whether a
 * plus sign in a query is a space, and whether S3's path was signed as sent. {@link Reading} says which reading is
 * written; a verifier tries the second only where the two differ. Both name the same bytes of the same request, so
 * none of them lets anything unsigned in.
 */
final class CanonicalRequest {
    private static final int TYPICAL = 768;

    private CanonicalRequest() {}

    /** Which of several readings of a request is written. */
    record Reading(boolean headersUtf8, boolean plusKept, boolean pathAsSent) {
        static final Reading USUAL = new Reading(false, false, false);

        private static final int COUNT = 8;

        /** The number of readings of a request, of which the usual one is 0. */
        static int count(HttpHead head) {
            boolean plain = isPlain(head);
            return plain ? 1 : COUNT;
        }

        static Reading at(int index) {
            return new Reading((index & 1) != 0, (index & 2) != 0, (index & 4) != 0);
        }

        private static boolean isPlain(HttpHead head) {
            String query = head.query();
            if (query.indexOf('+') >= 0) {
                return false;
            }
            String path = head.path();
            if (!UriText.onceEncoded(path).equals(path)) {
                return false;
            }
            for (int i = 0; i < head.headerCount(); i++) {
                String value = head.headerValue(i);
                for (int at = 0; at < value.length(); at++) {
                    if (value.charAt(at) > 0x7f) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /**
     * Writes the canonical request.
     *
     * @param s3 whether the path is written in S3's way
     * @param presigned whether the signature stands in the query
     * @param payloadHash as it stands in the last line
     */
    static ByteText of(
            HttpHead head, boolean s3, boolean presigned, String signedHeaders, String payloadHash, Reading reading) {
        ByteText text = new ByteText(TYPICAL);
        text.add(head.method()).add('\n');
        addPath(text, head.path(), s3, reading);
        text.add('\n');
        String query = head.query();
        if (!query.isEmpty()) {
            QueryParameters.of(query).canonical(text, presigned, reading.plusKept());
        }
        text.add('\n');
        int at = 0;
        while (at < signedHeaders.length()) {
            int semicolon = signedHeaders.indexOf(';', at);
            int end = semicolon < 0 ? signedHeaders.length() : semicolon;
            addHeader(text, head, signedHeaders, at, end, reading.headersUtf8());
            at = end + 1;
        }
        text.add('\n');
        addText(text, signedHeaders);
        return text.add('\n').add(payloadHash);
    }

    private static void addPath(ByteText text, String path, boolean s3, Reading reading) {
        if (s3 && reading.pathAsSent()) {
            addText(text, path);
        } else {
            text.add(s3 ? UriText.onceEncoded(path) : UriText.twiceEncoded(path));
        }
    }

    /** Adds all lines of a header as one, or nothing when the request lacks it. */
    private static void addHeader(ByteText text, HttpHead head, String names, int from, int to, boolean utf8) {
        int length = to - from;
        boolean found = false;
        int count = head.headerCount();
        for (int i = 0; i < count; i++) {
            String name = head.headerName(i);
            if (name.length() == length && name.regionMatches(true, 0, names, from, length)) {
                if (found) {
                    text.add(',');
                } else {
                    text.addLowerCase(names, from, to).add(':');
                    found = true;
                }
                text.addFolded(head.headerValue(i), utf8);
            }
        }
        if (found) {
            text.add('\n');
        }
    }

    private static void addText(ByteText text, String any) {
        int at = 0;
        while (at < any.length()) {
            at += text.addUtf8(any, at);
        }
    }

    /** The string to sign of a request. */
    static ByteText stringToSign(Algorithm algorithm, String time, String scope, ByteText canonical) {
        ByteText text = new ByteText(algorithm.text().length() + time.length() + scope.length() + 70);
        text.add(algorithm.text()).add('\n').add(time).add('\n').add(scope).add('\n');
        return text.addHex(Sha256.hash(canonical.array(), 0, canonical.length()));
    }

    /** Whether a list of signed headers names a header. */
    static boolean names(String signedHeaders, String header) {
        int at = 0;
        while (at < signedHeaders.length()) {
            int semicolon = signedHeaders.indexOf(';', at);
            int end = semicolon < 0 ? signedHeaders.length() : semicolon;
            if (end - at == header.length() && header.regionMatches(true, 0, signedHeaders, at, end - at)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** The value of the header that holds the hash of the payload, or null. */
    static @Nullable String contentHash(HttpHead head) {
        String value = head.header("x-amz-content-sha256");
        return value == null ? null : value.strip();
    }
}
