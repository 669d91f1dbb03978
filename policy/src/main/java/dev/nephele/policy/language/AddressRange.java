package dev.nephele.policy.language;

import org.jspecify.annotations.Nullable;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation; an address alone is a range of one. An address of one family is
 * never in a range of the other, but an IPv4-mapped IPv6 address counts as its IPv4 address.
 *
 * <p>Addresses are 128 bits in two longs, IPv4 ones mapped ({@code ::ffff:a.b.c.d}). Reading allocates nothing: the
 * parser answers the halves one after the other.
 */
final class AddressRange {
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long BAD = -1;

    private final long high;
    private final long low;
    private final int bits;
    private final boolean four;

    private AddressRange(long high, long low, int bits) {
        this.bits = bits;
        this.high = high & mask(bits);
        this.low = low & mask(bits - 64);
        this.four = bits >= 96 && four(this.high, this.low);
    }

    static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        boolean four = isFour(text, end);
        if (!valid(text, end)) {
            return null;
        }
        int most = four ? 32 : 128;
        int bits = slash < 0 ? most : prefix(text, slash + 1, most);
        if (bits < 0) {
            return null;
        }
        return new AddressRange(half(text, end, true), half(text, end, false), four ? bits + 96 : bits);
    }

    /** Whether an address lies in one of the ranges. */
    static Operand.Answer compare(String address, AddressRange[] ranges) {
        int end = address.length();
        long dotted = four(address, 0, end);
        if (dotted == BAD && !valid(address, end)) {
            return Operand.Answer.SENSELESS;
        }
        long high = dotted == BAD ? half(address, end, true) : 0;
        long low = dotted == BAD ? half(address, end, false) : MAPPED | dotted;
        for (AddressRange range : ranges) {
            if (range.holds(high, low)) {
                return Operand.Answer.YES;
            }
        }
        return Operand.Answer.NO;
    }

    private boolean holds(long otherHigh, long otherLow) {
        return four == four(otherHigh, otherLow)
                && (otherHigh & mask(bits)) == high
                && (otherLow & mask(bits - 64)) == low;
    }

    private static boolean four(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }

    private static int prefix(String text, int from, int most) {
        int length = text.length() - from;
        if (length < 1 || length > 3) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= most ? value : -1;
    }

    private static boolean isFour(String text, int end) {
        int colon = text.indexOf(':');
        return colon < 0 || colon >= end;
    }

    private static boolean valid(String text, int end) {
        if (isFour(text, end)) {
            return four(text, 0, end) != BAD;
        }
        return groups(text, end, -1) >= 0;
    }

    private static long half(String text, int end, boolean upper) {
        if (isFour(text, end)) {
            return upper ? 0 : MAPPED | four(text, 0, end);
        }
        long value = 0;
        for (int i = upper ? 0 : 4; i < (upper ? 4 : 8); i++) {
            value = value << 16 | groups(text, end, i);
        }
        return value;
    }

    /** The 32 bits of a dotted address, or BAD. */
    private static long four(String text, int from, int end) {
        long value = 0;
        int parts = 0;
        int at = from;
        while (parts < 4) {
            int number = 0;
            int digits = 0;
            while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9' && digits < 4) {
                number = number * 10 + (text.charAt(at) - '0');
                digits++;
                at++;
            }
            if (digits == 0 || digits > 3 || number > 255) {
                return BAD;
            }
            value = value << 8 | number;
            parts++;
            if (parts < 4) {
                if (at >= end || text.charAt(at) != '.') {
                    return BAD;
                }
                at++;
            }
        }
        return at == end ? value : BAD;
    }

    /**
     * The group of 16 bits at an index of a colon-separated address, or -1 if the text is no address. Index -1 only
     * checks.
     */
    private static int groups(String text, int end, int wanted) {
        int gap = text.indexOf("::");
        if (gap >= end) {
            gap = -1;
        }
        if (gap < 0) {
            int count = count(text, 0, end);
            return count == 8 ? pick(text, 0, end, wanted) : -1;
        }
        int before = gap == 0 ? 0 : count(text, 0, gap);
        int after = gap + 2 == end ? 0 : count(text, gap + 2, end);
        if (before < 0 || after < 0 || before + after > 7 || gap > 0 && dotted(text, 0, gap)) {
            return -1;
        }
        if (wanted < 0) {
            return 0;
        }
        if (wanted < before) {
            return pick(text, 0, gap, wanted);
        }
        return wanted < 8 - after ? 0 : pick(text, gap + 2, end, wanted - (8 - after));
    }

    private static boolean dotted(String text, int from, int to) {
        int dot = text.indexOf('.', from);
        return dot >= 0 && dot < to;
    }

    /** How many groups a run of them holds, a dotted tail counting two; -1 if it is malformed. */
    private static int count(String text, int from, int to) {
        int count = 0;
        int at = from;
        while (true) {
            int colon = text.indexOf(':', at);
            int stop = colon < 0 || colon > to ? to : colon;
            if (stop == to && dotted(text, at, to)) {
                return four(text, at, to) == BAD ? -1 : count + 2;
            }
            if (stop == at || stop - at > 4) {
                return -1;
            }
            for (int i = at; i < stop; i++) {
                if (hex(text.charAt(i)) < 0) {
                    return -1;
                }
            }
            count++;
            if (stop == to) {
                return count;
            }
            at = stop + 1;
        }
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** A group of a run that is well formed. */
    private static int pick(String text, int from, int to, int wanted) {
        if (wanted < 0) {
            return 0;
        }
        int at = from;
        for (int index = 0; ; index++) {
            int colon = text.indexOf(':', at);
            int stop = colon < 0 || colon > to ? to : colon;
            if (stop == to && dotted(text, at, to)) {
                long tail = four(text, at, to);
                return (int) (wanted == index ? tail >>> 16 : tail & 0xffff);
            }
            if (index == wanted) {
                int value = 0;
                for (int i = at; i < stop; i++) {
                    value = value << 4 | hex(text.charAt(i));
                }
                return value;
            }
            at = stop + 1;
        }
    }
}
