package dev.nephele.kernel.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksumAlgorithmTest {
    private static final byte[] CHECK = "123456789".getBytes(US_ASCII);

    /** The check values of the CRC catalogue, FIPS 180 and RFC 1321. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "MD5, 25f9e794323b453885f5181f1b624d0b"
    })
    void hasTheCheckValue(ChecksumAlgorithm algorithm, String hex) {
        assertThat(HexFormat.of().formatHex(algorithm.of(CHECK))).isEqualTo(hex);
    }

    static List<String> vectors() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ChecksumAlgorithmTest.class.getResourceAsStream("/checksum/xxhash.txt"), US_ASCII))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithTheReferenceOfXxHash(String vector) {
        String[] parts = vector.split(" ");
        byte[] bytes = new byte[Integer.parseInt(parts[0])];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 131 + 7 * (i >> 8) + bytes.length);
        }
        assertThat(HexFormat.of().formatHex(ChecksumAlgorithm.XXHASH64.of(bytes)))
                .isEqualTo(parts[1]);
        assertThat(HexFormat.of().formatHex(ChecksumAlgorithm.XXHASH3.of(bytes)))
                .isEqualTo(parts[2]);
        assertThat(HexFormat.of().formatHex(ChecksumAlgorithm.XXHASH128.of(bytes)))
                .isEqualTo(parts[3]);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameValueHoweverBytesAreCut(ChecksumAlgorithm algorithm) {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[random.nextInt(4000)];
            random.nextBytes(bytes);
            RunningChecksum running = algorithm.open();
            for (int at = 0; at < bytes.length; ) {
                int some = Math.min(bytes.length - at, 1 + random.nextInt(1500));
                running.update(bytes, at, some);
                at += some;
            }
            assertThat(running.value()).isEqualTo(algorithm.of(bytes)).hasSize(algorithm.size());
        }
    }

    @Test
    void isFoundByItsHeaderInAnyCase() {
        assertThat(ChecksumAlgorithm.ofHeader("X-Amz-Checksum-Crc64Nvme")).contains(ChecksumAlgorithm.CRC64NVME);
        assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-type")).isEmpty();
    }
}
