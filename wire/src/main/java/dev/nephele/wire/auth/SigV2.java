package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signature Version 2 of S3 (HMAC-SHA1), which boto3 and the CLI still make for presigned URLs and forms (S3 User
 * Guide, "Signing and authenticating REST requests").
 */
final class SigV2 {
    /** The query parameters that name a sub-resource and so are signed. */
    private static final Set<String> SUBRESOURCES = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "cors",
            "defaultObjectAcl",
            "delete",
            "encryption",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "select",
            "select-type",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private SigV2() {}

    static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            byte[] key = secret.getBytes(UTF_8);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean matches(String secret, String text, String signature) {
        // A plus sign of base64 that was sent bare in a query arrives as a space.
        byte[] given = signature.replace(' ', '+').getBytes(ISO_8859_1);
        return MessageDigest.isEqual(sign(secret, text).getBytes(ISO_8859_1), given);
    }

    /**
     * The string to sign of a request.
     *
     * @param expires epoch second of a presigned request, or -1
     */
    static String stringToSign(HttpHead head, long expires) {
        return stringToSign(head, head.path(), expires);
    }

    /**
     * What clients sign who address a bucket by its path and sign it as they would in the host: {@code /bucket/} instead
     * of {@code /bucket}, as boto3 does. Empty for other requests.
     */
    static Optional<String> otherStringToSign(HttpHead head, long expires) {
        String path = head.path();
        boolean bucket = head.hostBucket() == null && path.length() > 1 && path.lastIndexOf('/') == 0;
        return bucket ? Optional.of(stringToSign(head, path + '/', expires)) : Optional.empty();
    }

    private static String stringToSign(HttpHead head, String path, long expires) {
        boolean presigned = expires >= 0;
        Map<String, List<String>> amz = new TreeMap<>();
        String md5 = head.header("content-md5");
        String type = head.header("content-type");
        for (int i = 0; i < head.headerCount(); i++) {
            addAmz(amz, head.headerName(i), head.headerValue(i));
        }
        QueryParameters query = QueryParameters.of(head.query());
        if (presigned) {
            md5 = md5 == null ? query.get("content-md5") : md5;
            type = type == null ? query.get("content-type") : type;
            List<String> all = query.all();
            for (int i = 0; i < all.size(); i += 2) {
                addAmz(amz, all.get(i), all.get(i + 1));
            }
        }
        StringBuilder text = new StringBuilder(256);
        text.append(head.method()).append('\n');
        text.append(orEmpty(md5)).append('\n').append(orEmpty(type)).append('\n');
        text.append(presigned ? String.valueOf(expires) : amz.containsKey("x-amz-date") ? "" : date(head))
                .append('\n');
        amz.forEach((name, values) ->
                text.append(name).append(':').append(String.join(",", values)).append('\n'));
        return text.append(resource(head, path, query)).toString();
    }

    private static void addAmz(Map<String, List<String>> amz, String name, String value) {
        if (name.regionMatches(true, 0, "x-amz-", 0, 6)) {
            amz.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(value.strip().replaceAll("\\s*\\r?\\n\\s+", " "));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static String date(HttpHead head) {
        return orEmpty(head.header("date"));
    }

    private static String resource(HttpHead head, String path, QueryParameters query) {
        StringBuilder text = new StringBuilder();
        if (head.hostBucket() != null) {
            text.append('/').append(head.hostBucket());
        }
        text.append(path);
        List<String> kept = new ArrayList<>();
        for (String piece : query.pieces()) {
            int equals = piece.indexOf('=');
            String name = equals < 0 ? piece : piece.substring(0, equals);
            if (SUBRESOURCES.contains(name)) {
                kept.add(equals < 0 ? name : name + '=' + UriText.decoded(piece.substring(equals + 1)));
            }
        }
        kept.sort((a, b) -> nameOf(a).compareTo(nameOf(b)));
        return kept.isEmpty()
                ? text.toString()
                : text.append('?').append(String.join("&", kept)).toString();
    }

    private static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }
}
