package dev.nephele.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes whole signed requests (SigV4 in headers), so that nothing is left to do when the clock runs. For one thread. */
final class Signing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String REGION = "us-east-1";

    private final int port;
    private final String keyId;
    private final String secret;
    private final Instant now;
    private final Map<String, byte[]> keys = new HashMap<>();

    Signing(int port, String keyId, String secret, Instant now) {
        this.port = port;
        this.keyId = keyId;
        this.secret = secret;
        this.now = now;
    }

    /**
     * The bytes of a request of HTTP/1.1, signed for a service.
     *
     * @param path with the query, if there is one, encoded and in order as the signature wants it
     */
    byte[] request(String service, String method, String path, Map<String, String> more, byte[] body) {
        String time = TIME.format(now);
        TreeMap<String, String> headers = new TreeMap<>(more);
        String digest = hex(sha256(body));
        headers.put("host", "127.0.0.1:" + port);
        headers.put("x-amz-date", time);
        headers.put("x-amz-content-sha256", digest);
        int query = path.indexOf('?');
        StringBuilder canonical = new StringBuilder(method).append('\n');
        canonical.append(query < 0 ? path + '\n' : path.substring(0, query) + '\n' + path.substring(query + 1));
        canonical.append('\n');
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String signed = String.join(";", headers.keySet());
        canonical.append('\n').append(signed).append('\n').append(digest);
        String scope = time.substring(0, 8) + '/' + REGION + '/' + service + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + '\n' + scope + '\n'
                + hex(sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        byte[] key = keys.computeIfAbsent(scope, this::key);
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + keyId + '/' + scope + ", SignedHeaders=" + signed + ", Signature="
                        + hex(hmac(key, toSign)));
        headers.put("content-length", Integer.toString(body.length));
        StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        return whole;
    }

    private byte[] key(String scope) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
