package dev.nephele.gateway.record;

import dev.nephele.kernel.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The request ids of this cloud. Behind each stands one 64-bit number that grows with wall time (44 bits of milliseconds,
 * 20 bits of sequence), which is also the key of the call's decision, so that an id is found again without an index.
 * On the wire the number is scrambled by a bijection, since AWS's ids look random, and written in one of two forms:
 *
 * <ul>
 *   <li>a UUID of version 4 ({@code x-amzn-RequestId}): 64 bits of the number, 58 bits that check it
 *   <li>sixteen upper-case hexadecimal digits ({@code x-amz-request-id} of S3)
 * </ul>
 */
public final class RequestIds {
    static final int SEQUENCE_BITS = 20;
    private static final long CHECK_MASK = (1L << 58) - 1;
    private static final byte[] LOWER = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final byte[] UPPER = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private final Clock clock;
    private final AtomicLong last;

    /**
     * @param newest the largest number that an earlier run has used, or 0: a machine's clock may have gone back
     */
    public RequestIds(Clock clock, long newest) {
        this.clock = clock;
        this.last = new AtomicLong(newest);
    }

    /** A number that is larger than every one before it. */
    public long next() {
        long now = clock.wall().toEpochMilli() << SEQUENCE_BITS;
        while (true) {
            long previous = last.get();
            long number = Math.max(previous + 1, now);
            if (last.compareAndSet(previous, number)) {
                return number;
            }
        }
    }

    /** The wall time at which a number was given, to the millisecond. */
    public static Instant wallTime(long number) {
        return Instant.ofEpochMilli(number >>> SEQUENCE_BITS);
    }

    /** The smallest number that can be given at a wall time. */
    public static long at(Instant wall) {
        return wall.toEpochMilli() << SEQUENCE_BITS;
    }

    /** The UUID form. */
    public static String uuid(long number) {
        long scrambled = scramble(number);
        long top = scrambled >>> 16;
        long middle = 0x4000L | (scrambled >>> 4 & 0xfff);
        long low = 0x8000000000000000L | (scrambled & 0xf) << 58 | check(scrambled);
        byte[] text = new byte[36];
        hex(text, 0, top >>> 16, 8, LOWER);
        text[8] = '-';
        hex(text, 9, top, 4, LOWER);
        text[13] = '-';
        hex(text, 14, middle, 4, LOWER);
        text[18] = '-';
        hex(text, 19, low >>> 48, 4, LOWER);
        text[23] = '-';
        hex(text, 24, low, 12, LOWER);
        return latin(text);
    }

    /** The form of S3. */
    public static String sixteen(long number) {
        byte[] text = new byte[16];
        hex(text, 0, scramble(number), 16, UPPER);
        return latin(text);
    }

    /** The number behind an id of either form, or empty when no cloud of this kind has written it. */
    public static OptionalLong parse(String id) {
        if (id.length() == 16) {
            long scrambled = unhex(id, 0, 16);
            return scrambled == -1 && !id.equalsIgnoreCase("ffffffffffffffff")
                    ? OptionalLong.empty()
                    : OptionalLong.of(unscramble(scrambled));
        }
        if (id.length() != 36
                || id.charAt(8) != '-'
                || id.charAt(13) != '-'
                || id.charAt(18) != '-'
                || id.charAt(23) != '-') {
            return OptionalLong.empty();
        }
        long first = unhex(id, 0, 8);
        long second = unhex(id, 9, 4);
        long third = unhex(id, 14, 4);
        long fourth = unhex(id, 19, 4);
        long fifth = unhex(id, 24, 12);
        if (first < 0 || second < 0 || fourth < 0 || fifth < 0 || third >>> 12 != 4 || fourth >>> 14 != 2) {
            return OptionalLong.empty();
        }
        long low = fourth << 48 | fifth;
        long scrambled = first << 32 | second << 16 | (third & 0xfff) << 4 | low >>> 58 & 0xf;
        return (low & CHECK_MASK) == check(scrambled) ? OptionalLong.of(unscramble(scrambled)) : OptionalLong.empty();
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): each step can be undone. */
    private static long scramble(long number) {
        long x = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }

    private static long unscramble(long scrambled) {
        long x = (scrambled ^ scrambled >>> 31 ^ scrambled >>> 62) * 0x319642b2d24d8ec3L;
        x = (x ^ x >>> 27 ^ x >>> 54) * 0x96de1b173f119089L;
        return x ^ x >>> 30 ^ x >>> 60;
    }

    private static long check(long scrambled) {
        return scramble(~scrambled) & CHECK_MASK;
    }

    private static void hex(byte[] text, int from, long value, int digits, byte[] alphabet) {
        for (int i = digits - 1; i >= 0; i--) {
            text[from + i] = alphabet[(int) value & 0xf];
            value >>>= 4;
        }
    }

    private static long unhex(String text, int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    @SuppressWarnings("deprecation") // the one way to make a Latin-1 string without decoding
    private static String latin(byte[] text) {
        return new String(text, 0, 0, text.length);
    }
}
