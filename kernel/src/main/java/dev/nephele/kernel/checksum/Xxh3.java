package dev.nephele.kernel.checksum;

import static dev.nephele.kernel.checksum.Words.intAt;
import static dev.nephele.kernel.checksum.Words.longAt;
import static dev.nephele.kernel.checksum.Xxh64.PRIME_1;
import static dev.nephele.kernel.checksum.Xxh64.PRIME_2;
import static dev.nephele.kernel.checksum.Xxh64.PRIME_3;
import static dev.nephele.kernel.checksum.Xxh64.PRIME_4;
import static dev.nephele.kernel.checksum.Xxh64.PRIME_5;

import java.util.HexFormat;

/**
 * XXH3 of 64 and 128 bits with seed 0 and the default secret (xxHash specification, "XXH3 algorithm description").
 *
 * <p>Inputs up to 240 bytes have formulas of their own by length; longer ones go through eight accumulators, 64 bytes a
 * stripe and 16 stripes a block. A block is used only when a byte after it has come, because the last stripe counts
 * from the end of the input; the 64 bytes before a block's end are kept for it.
 */
final class Xxh3 implements RunningChecksum {
    private static final byte[] SECRET = HexFormat.of()
            .parseHex("b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221"
                    + "b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8"
                    + "fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb17"
                    + "0ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");
    private static final long PRIME32_1 = 0x9E3779B1L;
    private static final long PRIME32_2 = 0x85EBCA77L;
    private static final long PRIME32_3 = 0xC2B2AE3DL;
    private static final long MIX_1 = 0x165667919E3779F9L;
    private static final long MIX_2 = 0x9FB21C651E98DF25L;
    private static final int STRIPE = 64;
    private static final int BLOCK = 1024;
    private static final int SHORT = 240;

    private final boolean wide;
    private final byte[] block = new byte[BLOCK];
    private final byte[] before = new byte[STRIPE];
    private final long[] lanes = {PRIME32_3, PRIME_1, PRIME_2, PRIME_3, PRIME_4, PRIME32_2, PRIME_5, PRIME32_1};
    private int kept;
    private long total;

    Xxh3(boolean wide) {
        this.wide = wide;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        total += length;
        int at = offset;
        int left = length;
        while (left > 0) {
            if (kept == BLOCK) {
                stripes(BLOCK / STRIPE);
                scramble();
                System.arraycopy(block, BLOCK - STRIPE, before, 0, STRIPE);
                kept = 0;
            }
            int some = Math.min(left, BLOCK - kept);
            System.arraycopy(bytes, at, block, kept, some);
            kept += some;
            at += some;
            left -= some;
        }
    }

    private void stripes(int count) {
        for (int i = 0; i < count; i++) {
            accumulate(block, i * STRIPE, i * 8);
        }
    }

    private void accumulate(byte[] bytes, int at, int secretAt) {
        for (int i = 0; i < 8; i++) {
            long data = longAt(bytes, at + 8 * i);
            long key = data ^ longAt(SECRET, secretAt + 8 * i);
            lanes[i ^ 1] += data;
            lanes[i] += (key & 0xffffffffL) * (key >>> 32);
        }
    }

    private void scramble() {
        for (int i = 0; i < 8; i++) {
            long lane = lanes[i];
            lanes[i] = (lane ^ lane >>> 47 ^ longAt(SECRET, 128 + 8 * i)) * PRIME32_1;
        }
    }

    @Override
    public byte[] value() {
        byte[] value = new byte[wide ? 16 : 8];
        if (total > SHORT) {
            finish();
            Words.put(value, wide ? 8 : 0, merged(11, total * PRIME_1));
            if (wide) {
                Words.put(value, 0, merged(117, ~(total * PRIME_2)));
            }
        } else if (wide) {
            long[] pair = short128();
            Words.put(value, 0, pair[1]);
            Words.put(value, 8, pair[0]);
        } else {
            Words.put(value, 0, short64());
        }
        return value;
    }

    private void finish() {
        stripes((kept - 1) / STRIPE);
        byte[] last = new byte[STRIPE];
        if (kept >= STRIPE) {
            System.arraycopy(block, kept - STRIPE, last, 0, STRIPE);
        } else {
            System.arraycopy(before, kept, last, 0, STRIPE - kept);
            System.arraycopy(block, 0, last, STRIPE - kept, kept);
        }
        accumulate(last, 0, 121);
    }

    private long merged(int secretAt, long start) {
        long sum = start;
        for (int i = 0; i < 4; i++) {
            sum += folded(
                    lanes[2 * i] ^ longAt(SECRET, secretAt + 16 * i),
                    lanes[2 * i + 1] ^ longAt(SECRET, secretAt + 16 * i + 8));
        }
        return avalanche(sum);
    }

    private static long folded(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    private static long avalanche(long hash) {
        long h = (hash ^ hash >>> 37) * MIX_1;
        return h ^ h >>> 32;
    }

    private static long secret(int at) {
        return longAt(SECRET, at) ^ longAt(SECRET, at + 8);
    }

    private long mix(int at, int secretAt) {
        return folded(
                longAt(block, at) ^ longAt(SECRET, secretAt), longAt(block, at + 8) ^ longAt(SECRET, secretAt + 8));
    }

    /** One to three bytes as one word. */
    private int combined(int n) {
        return (block[0] & 0xff) << 16 | (block[n >> 1] & 0xff) << 24 | block[n - 1] & 0xff | n << 8;
    }

    private long short64() {
        int n = kept;
        if (n == 0) {
            return Xxh64.avalanche(secret(56));
        } else if (n <= 3) {
            long flip = Integer.toUnsignedLong(intAt(SECRET, 0) ^ intAt(SECRET, 4));
            return Xxh64.avalanche(Integer.toUnsignedLong(combined(n)) ^ flip);
        } else if (n <= 8) {
            long input = Integer.toUnsignedLong(intAt(block, n - 4)) + ((long) intAt(block, 0) << 32);
            long h = input ^ secret(8);
            h ^= Long.rotateLeft(h, 49) ^ Long.rotateLeft(h, 24);
            h *= MIX_2;
            h ^= (h >>> 35) + n;
            h *= MIX_2;
            return h ^ h >>> 28;
        } else if (n <= 16) {
            long low = longAt(block, 0) ^ secret(24);
            long high = longAt(block, n - 8) ^ secret(40);
            return avalanche(n + Long.reverseBytes(low) + high + folded(low, high));
        }
        long sum = n * PRIME_1;
        if (n <= 128) {
            for (int i = (n - 1) / 32; i >= 0; i--) {
                sum += mix(16 * i, 32 * i) + mix(n - 16 * (i + 1), 32 * i + 16);
            }
            return avalanche(sum);
        }
        for (int i = 0; i < 8; i++) {
            sum += mix(16 * i, 16 * i);
        }
        sum = avalanche(sum);
        for (int i = 8; i < n / 16; i++) {
            sum += mix(16 * i, 16 * (i - 8) + 3);
        }
        return avalanche(sum + mix(n - 16, 119));
    }

    /** The low and the high half. */
    private long[] short128() {
        int n = kept;
        if (n == 0) {
            return new long[] {Xxh64.avalanche(secret(64)), Xxh64.avalanche(secret(80))};
        } else if (n <= 3) {
            int low = combined(n);
            int high = Integer.rotateLeft(Integer.reverseBytes(low), 13);
            long flipLow = Integer.toUnsignedLong(intAt(SECRET, 0) ^ intAt(SECRET, 4));
            long flipHigh = Integer.toUnsignedLong(intAt(SECRET, 8) ^ intAt(SECRET, 12));
            return new long[] {
                Xxh64.avalanche(Integer.toUnsignedLong(low) ^ flipLow),
                Xxh64.avalanche(Integer.toUnsignedLong(high) ^ flipHigh)
            };
        } else if (n <= 8) {
            long input = Integer.toUnsignedLong(intAt(block, 0)) + ((long) intAt(block, n - 4) << 32);
            long keyed = input ^ secret(16);
            long factor = PRIME_1 + ((long) n << 2);
            long low = keyed * factor;
            long high = Math.unsignedMultiplyHigh(keyed, factor) + (low << 1);
            low ^= high >>> 3;
            low = (low ^ low >>> 35) * MIX_2;
            return new long[] {low ^ low >>> 28, avalanche(high)};
        } else if (n <= 16) {
            return upTo16(n);
        }
        return n <= 128 ? upTo128(n) : upTo240(n);
    }

    private long[] upTo16(int n) {
        long inputHigh = longAt(block, n - 8);
        long keyed = longAt(block, 0) ^ inputHigh ^ secret(32);
        long low = keyed * PRIME_1 + ((long) (n - 1) << 54);
        long high = Math.unsignedMultiplyHigh(keyed, PRIME_1);
        inputHigh ^= secret(48);
        high += inputHigh + (inputHigh & 0xffffffffL) * (PRIME32_2 - 1);
        low ^= Long.reverseBytes(high);
        long top = Math.unsignedMultiplyHigh(low, PRIME_2) + high * PRIME_2;
        return new long[] {avalanche(low * PRIME_2), avalanche(top)};
    }

    private void mix32(long[] sums, int first, int second, int secretAt) {
        sums[0] += mix(first, secretAt);
        sums[0] ^= longAt(block, second) + longAt(block, second + 8);
        sums[1] += mix(second, secretAt + 16);
        sums[1] ^= longAt(block, first) + longAt(block, first + 8);
    }

    private long[] upTo128(int n) {
        long[] sums = {n * PRIME_1, 0};
        for (int i = (n - 1) / 32; i >= 0; i--) {
            mix32(sums, 16 * i, n - 16 * (i + 1), 32 * i);
        }
        return ended(sums, n);
    }

    private long[] upTo240(int n) {
        long[] sums = {n * PRIME_1, 0};
        for (int i = 32; i < 160; i += 32) {
            mix32(sums, i - 32, i - 16, i - 32);
        }
        sums[0] = avalanche(sums[0]);
        sums[1] = avalanche(sums[1]);
        for (int i = 160; i <= n; i += 32) {
            mix32(sums, i - 32, i - 16, 3 + i - 160);
        }
        mix32(sums, n - 16, n - 32, 103);
        return ended(sums, n);
    }

    private static long[] ended(long[] sums, int n) {
        long high = sums[0] * PRIME_1 + sums[1] * PRIME_4 + n * PRIME_2;
        return new long[] {avalanche(sums[0] + sums[1]), -avalanche(high)};
    }
}
