package dev.nephele.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nephele.model.ServiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What AWS answers instead. */
final class Refusal {
    private Refusal() {}

    static void refuses(String code, int status, String message, ThrowingCallable call) {
        ServiceException refusal = catchThrowableOfType(ServiceException.class, call);
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.text()).hasValue(message);
    }
}
