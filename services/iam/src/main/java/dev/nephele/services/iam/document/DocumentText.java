package dev.nephele.services.iam.document;

import java.nio.charset.StandardCharsets;

/** A policy document as IAM counts and sends it. */
public final class DocumentText {
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private DocumentText() {}

    /** The number of characters, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
    public static int size(String document) {
        int size = 0;
        for (int i = 0; i < document.length(); i++) {
            if (!Character.isWhitespace(document.charAt(i))) {
                size++;
            }
        }
        return size;
    }

    /** The document as answers carry it: percent-encoded as RFC 3986 has it, all but unreserved characters. */
    public static String encode(String document) {
        StringBuilder out = new StringBuilder(document.length() * 2);
        for (byte b : document.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
