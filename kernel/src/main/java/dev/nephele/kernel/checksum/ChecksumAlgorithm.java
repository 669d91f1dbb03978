package dev.nephele.kernel.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** The checksum algorithms of S3's model, in its order. */
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    SHA1(20),
    SHA256(32),
    CRC64NVME(8),
    SHA512(64),
    MD5(16),
    XXHASH64(8),
    XXHASH3(8),
    XXHASH128(16);

    private static final ChecksumAlgorithm[] ALL = values();

    private final int size;
    private final String header;

    ChecksumAlgorithm(int size) {
        this.size = size;
        this.header = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** The number of bytes of a value. */
    public int size() {
        return size;
    }

    /** The header or trailer that carries a value, such as {@code x-amz-checksum-crc32}. */
    public String header() {
        return header;
    }

    /** The name in lower case, as in headers and some messages. */
    public String lowerCase() {
        return header.substring("x-amz-checksum-".length());
    }

    /** The algorithm with a header's name in any case, or empty. */
    public static Optional<ChecksumAlgorithm> ofHeader(String name) {
        for (ChecksumAlgorithm algorithm : ALL) {
            if (algorithm.header.equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The algorithm of the model's name, such as {@code CRC32C}, or empty. */
    public static Optional<ChecksumAlgorithm> ofName(String name) {
        for (ChecksumAlgorithm algorithm : ALL) {
            if (algorithm.name().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** A checksum that has seen nothing yet. */
    public RunningChecksum open() {
        return switch (this) {
            case CRC32 -> new Zip(new CRC32());
            case CRC32C -> new Zip(new CRC32C());
            case SHA1 -> digest("SHA-1");
            case SHA256 -> digest("SHA-256");
            case SHA512 -> digest("SHA-512");
            case MD5 -> digest("MD5");
            case CRC64NVME -> new Crc64Nvme();
            case XXHASH64 -> new Xxh64();
            case XXHASH3 -> new Xxh3(false);
            case XXHASH128 -> new Xxh3(true);
        };
    }

    /** The value over an array. */
    public byte[] of(byte[] bytes) {
        RunningChecksum running = open();
        running.update(bytes, 0, bytes.length);
        return running.value();
    }

    /** Whether the value of two texts in a row follows from the values of each. */
    public boolean isJoinable() {
        return joining() != null;
    }

    /**
     * The value of two texts in a row.
     *
     * @throws UnsupportedOperationException if the algorithm is not {@linkplain #isJoinable joinable}
     */
    public byte[] join(byte[] first, byte[] second, long lengthOfSecond) {
        CrcJoin joining = joining();
        if (joining == null) {
            throw new UnsupportedOperationException(this + " of a whole does not follow from that of its parts");
        }
        long joined = joining.join(number(first), number(second), lengthOfSecond);
        byte[] value = new byte[size];
        for (int i = size - 1; i >= 0; i--) {
            value[i] = (byte) joined;
            joined >>>= 8;
        }
        return value;
    }

    private @Nullable CrcJoin joining() {
        return switch (this) {
            case CRC32 -> new CrcJoin(32, 0xedb88320L);
            case CRC32C -> new CrcJoin(32, 0x82f63b78L);
            case CRC64NVME -> new CrcJoin(64, Crc64Nvme.REFLECTED);
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> null;
        };
    }

    private static long number(byte[] value) {
        long number = 0;
        for (byte each : value) {
            number = number << 8 | each & 0xff;
        }
        return number;
    }

    private static RunningChecksum digest(String name) {
        try {
            return new Digest(MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Digest(MessageDigest digest) implements RunningChecksum {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    private record Zip(Checksum checksum) implements RunningChecksum {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            checksum.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            int value = (int) checksum.getValue();
            return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        }
    }
}
