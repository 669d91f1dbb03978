package dev.nephele.services.sns;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.sns.*;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics keep a data protection policy. */
class SnsDataProtectionTest {
    private static final String ARN = SnsTopicsTest.ARNS + "orders";
    private static final String POLICY = "{\"Name\":\"p\",\"Version\":\"2021-06-01\",\"Statement\":[{\"Sid\":\"s\"}]}";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new Sns(ground.store(), ground.key(), ground.directory()).served());

    private void put(String policy) {
        cloud.root().call(SnsOperations.PUT_DATA_PROTECTION_POLICY, new PutDataProtectionPolicyInput(ARN, policy));
    }

    private String get() {
        return cloud.root()
                .call(SnsOperations.GET_DATA_PROTECTION_POLICY, new GetDataProtectionPolicyInput(ARN))
                .dataProtectionPolicy();
    }

    @Test
    void fromTheBeginningOrLaterUntilItIsTakenAway() {
        cloud.root().call(SnsOperations.CREATE_TOPIC, new CreateTopicInput("orders", null, null, POLICY));
        assertThat(get()).isEqualTo(POLICY);
        put("");
        assertThat(get()).isEmpty();
        put(POLICY);
        assertThat(get()).isEqualTo(POLICY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{}", "{\"Name\":\"p\",\"Statement\":[]}", "[]"})
    void thatIsOne(String policy) {
        cloud.root().call(SnsOperations.CREATE_TOPIC, new CreateTopicInput("orders", null, null, null));
        refuses("InvalidParameter", 400, () -> put(policy));
        refuses("InvalidParameter", 400, () -> put("{" + " ".repeat(30_720) + "}"));
        assertThat(get()).isEmpty();
    }

    @Test
    void ofAStandardTopicThatExists() {
        refuses("NotFound", 404, "Topic does not exist", this::get);
        cloud.root()
                .call(
                        SnsOperations.CREATE_TOPIC,
                        new CreateTopicInput("f.fifo", Map.of("FifoTopic", "true"), null, null));
        refuses(
                "InvalidParameter",
                400,
                () -> cloud.root()
                        .call(
                                SnsOperations.PUT_DATA_PROTECTION_POLICY,
                                new PutDataProtectionPolicyInput(SnsTopicsTest.ARNS + "f.fifo", POLICY)));
    }
}
