package dev.nephele.services.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.kms.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmsRandomnessTest {
    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud =
            Cloud.of(ground, new Kms(ground.store(), ground.ids(), ground.key(), ground.directory()).served());

    private static GenerateRandomRequest bytes(Integer many) {
        return new GenerateRandomRequest(many, null, null);
    }

    private static byte[] random(int many, Client client) {
        return client.call(KmsOperations.GENERATE_RANDOM, bytes(many))
                .plaintext()
                .toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 1024})
    void hasTheLengthAskedFor(int many) {
        assertThat(random(many, cloud.root())).hasSize(many);
    }

    @Test
    void isNotTheSameTwice() {
        assertThat(random(32, cloud.root())).isNotEqualTo(random(32, cloud.root()));
    }

    @Test
    void hasOneToOneThousandAndTwentyFourBytes() {
        for (int many : new int[] {0, 1025}) {
            assertThat(cloud.root()
                            .refusal(KmsOperations.GENERATE_RANDOM, bytes(many))
                            .code())
                    .isEqualTo("ValidationException");
        }
        assertThat(cloud.root().refusal(KmsOperations.GENERATE_RANDOM, bytes(null)))
                .isEqualTo(new Refusal("ValidationException", 400, "NumberOfBytes is required."));
    }

    @Test
    void comesFromNoStoreOfTheCustomerAndForNoEnclave() {
        assertThat(cloud.root()
                        .refusal(
                                KmsOperations.GENERATE_RANDOM,
                                new GenerateRandomRequest(8, "cks-1234567890abcdef0", null))
                        .code())
                .isEqualTo("CustomKeyStoreNotFoundException");
        assertThat(cloud.root()
                        .refusal(
                                KmsOperations.GENERATE_RANDOM,
                                new GenerateRandomRequest(8, null, new RecipientInfo(null, null)))
                        .code())
                .isEqualTo("UnsupportedOperationException");
    }

    @Test
    void isForWhoeverMayAsk() {
        assertThat(cloud.user("idle").refusal(KmsOperations.GENERATE_RANDOM, bytes(8)))
                .isEqualTo(
                        new Refusal(
                                "AccessDeniedException",
                                400,
                                "User: arn:aws:iam::111122223333:user/idle is not authorized to perform: kms:GenerateRandom on"
                                        + " resource: * because no identity-based policy allows the kms:GenerateRandom action"));
        assertThat(random(8, cloud.user("busy", Cloud.ALLOW_ALL))).hasSize(8);
    }
}
