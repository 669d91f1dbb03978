package dev.nephele.kernel.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrcJoinTest {
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void valueOfTheWholeFollowsFromThoseOfItsParts(ChecksumAlgorithm algorithm) {
        byte[] whole = new byte[70_001];
        new Random(7).nextBytes(whole);
        for (int cut : new int[] {0, 1, 7, 4_096, 65_536, 70_000, 70_001}) {
            byte[] first = Arrays.copyOf(whole, cut);
            byte[] second = Arrays.copyOfRange(whole, cut, whole.length);
            assertThat(algorithm.join(algorithm.of(first), algorithm.of(second), second.length))
                    .isEqualTo(algorithm.of(whole));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void lengthsBeyondAnIntegerCount(ChecksumAlgorithm algorithm) {
        byte[] part = new byte[1 << 20];
        byte[] joined = algorithm.of(part);
        long length = part.length;
        while (length < 1L << 36) {
            byte[] before = joined;
            joined = algorithm.join(before, before, length);
            length *= 2;
        }
        byte[] head = {1, 2, 3};
        byte[] bySteps = algorithm.of(head);
        for (int i = 0; i < 4; i++) {
            bySteps = algorithm.join(bySteps, quarter(algorithm, part), 1L << 34);
        }
        assertThat(algorithm.join(algorithm.of(head), joined, length)).isEqualTo(bySteps);
    }

    private static byte[] quarter(ChecksumAlgorithm algorithm, byte[] part) {
        byte[] joined = algorithm.of(part);
        for (long length = part.length; length < 1L << 34; length *= 2) {
            joined = algorithm.join(joined, joined, length);
        }
        return joined;
    }

    @Test
    void digestsDoNotJoin() {
        assertThat(ChecksumAlgorithm.SHA256.isJoinable()).isFalse();
        assertThatThrownBy(() -> ChecksumAlgorithm.MD5.join(new byte[16], new byte[16], 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
