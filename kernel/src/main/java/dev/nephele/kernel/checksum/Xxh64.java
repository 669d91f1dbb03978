package dev.nephele.kernel.checksum;

import static dev.nephele.kernel.checksum.Words.longAt;

/** XXH64 with seed 0 (xxHash specification, "XXH64 algorithm description"). */
final class Xxh64 implements RunningChecksum {
    static final long PRIME_1 = 0x9E3779B185EBCA87L;
    static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    static final long PRIME_3 = 0x165667B19E3779F9L;
    static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private static final int STRIPE = 32;

    private final byte[] rest = new byte[STRIPE];
    private int kept;
    private long total;
    // Sums modulo 2^64 are the algorithm.
    @SuppressWarnings("ConstantOverflow")
    private long a = PRIME_1 + PRIME_2;

    private long b = PRIME_2;
    private long c;
    private long d = -PRIME_1;

    @Override
    public void update(byte[] bytes, int offset, int length) {
        total += length;
        int at = offset;
        int end = offset + length;
        if (kept > 0) {
            int fill = Math.min(STRIPE - kept, length);
            System.arraycopy(bytes, at, rest, kept, fill);
            kept += fill;
            at += fill;
            if (kept < STRIPE) {
                return;
            }
            stripe(rest, 0);
            kept = 0;
        }
        for (; end - at >= STRIPE; at += STRIPE) {
            stripe(bytes, at);
        }
        kept = end - at;
        System.arraycopy(bytes, at, rest, 0, kept);
    }

    private void stripe(byte[] bytes, int at) {
        a = round(a, longAt(bytes, at));
        b = round(b, longAt(bytes, at + 8));
        c = round(c, longAt(bytes, at + 16));
        d = round(d, longAt(bytes, at + 24));
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    static long avalanche(long hash) {
        long h = (hash ^ hash >>> 33) * PRIME_2;
        h = (h ^ h >>> 29) * PRIME_3;
        return h ^ h >>> 32;
    }

    @Override
    public byte[] value() {
        long hash = PRIME_5;
        if (total >= STRIPE) {
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merge(merge(merge(merge(hash, a), b), c), d);
        }
        hash += total;
        int at = 0;
        for (; kept - at >= 8; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, longAt(rest, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (kept - at >= 4) {
            long word = Integer.toUnsignedLong(Words.intAt(rest, at));
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < kept; at++) {
            hash = Long.rotateLeft(hash ^ (rest[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        }
        byte[] value = new byte[8];
        Words.put(value, 0, avalanche(hash));
        return value;
    }
}
