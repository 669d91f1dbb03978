package dev.nephele.access;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Ids;
import java.util.Optional;

/**
 * The form of access key ids: four letters that tell the kind ({@link #LONG_TERM}, {@link #TEMPORARY}) and sixteen
 * characters of base 32, ten bytes, of which the first six hold a set bit, the account number in forty bits, and seven
 * random bits; the other four are random. AWS's own keys carry the account in the same place, so that clients which
 * decode it find it here too.
 */
public final class AccessKeyIds {
    /** Keys of users and root users. */
    public static final String LONG_TERM = "AKIA";

    /** Keys of sessions, which come with a token. */
    public static final String TEMPORARY = "ASIA";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 20;
    private static final int KIND = 4;

    private AccessKeyIds() {}

    /** A new id of a kind. */
    public static String create(String kind, AccountId account, Ids ids) {
        byte[] random = new byte[10];
        ids.fill(random);
        long head = 1L << 47 | Long.parseLong(account.value()) << 7 | random[5] & 0x7f;
        for (int i = 0; i < 6; i++) {
            random[i] = (byte) (head >>> 8 * (5 - i));
        }
        StringBuilder id = new StringBuilder(kind);
        int bits = 0;
        int buffered = 0;
        for (byte b : random) {
            buffered = buffered << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                id.append(ALPHABET.charAt(buffered >>> bits & 31));
            }
        }
        return id.toString();
    }

    /** The account that a key id carries; empty if it does not have this form. */
    public static Optional<AccountId> account(String accessKeyId) {
        if (accessKeyId.length() != LENGTH) {
            return Optional.empty();
        }
        long head = 0;
        for (int i = KIND; i < KIND + 10; i++) {
            int digit = ALPHABET.indexOf(accessKeyId.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            head = head << 5 | digit;
        }
        // Ten characters are fifty bits; the head is the upper forty-eight.
        head >>>= 2;
        String digits = Long.toString(head >>> 7 & 0xff_ffff_ffffL);
        return head >>> 47 == 0 || digits.length() > 12
                ? Optional.empty()
                : Optional.of(new AccountId("0".repeat(12 - digits.length()) + digits));
    }
}
