package dev.nephele.kernel.checksum;

/**
 * The CRC of two texts in a row from the CRC of each. A CRC that begins and ends with all bits inverted is linear but for
 * that, and the inversions cancel out: {@code crc(ab) = crc(a) x^8n + crc(b)}, modulo the polynomial, n bytes being in b.
 * Polynomials are reflected: the highest bit is the coefficient of x^0 (as in zlib's {@code crc32_combine}).
 */
final class CrcJoin {
    private final int width;
    private final long polynomial;

    CrcJoin(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    long join(long first, long second, long lengthOfSecond) {
        long shift = 1L << width - 1;
        long power = 1L << width - 9;
        for (long left = lengthOfSecond; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = product(power, shift);
            }
            power = product(power, power);
        }
        return product(shift, first) ^ second;
    }

    private long product(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long left = a << 64 - width; left != 0; left <<= 1) {
            if (left < 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
        }
        return product;
    }
}
