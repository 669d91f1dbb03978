package dev.nephele.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Ids;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyIdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"000000000000", "123456789012", "999999999999", "000000000001"})
    void carryTheirAccount(String account) {
        Random random = new Random(7);
        Ids ids = random::nextBytes;
        for (int i = 0; i < 100; i++) {
            String id = AccessKeyIds.create(AccessKeyIds.LONG_TERM, new AccountId(account), ids);
            assertThat(id).matches("AKIA[Q-Z2-7][A-Z2-7]{15}");
            assertThat(AccessKeyIds.account(id)).hasValue(new AccountId(account));
        }
    }

    @Test
    void readAnIdOfAwsAsAwsDoes() {
        // The example of the STS API Reference's family of decoders: the account is in bits 1 to 40.
        assertThat(AccessKeyIds.account("ASIAQNZGKIQY56JQ7WML")).hasValue(new AccountId("029608264753"));
    }

    @Test
    void haveNoAccountInAnotherForm() {
        assertThat(AccessKeyIds.account("test")).isEmpty();
        assertThat(AccessKeyIds.account("AKIAIOSFODNN7EXAMPLE")).isEmpty();
        assertThat(AccessKeyIds.account("AKIA0000000000000000")).isEmpty();
    }
}
