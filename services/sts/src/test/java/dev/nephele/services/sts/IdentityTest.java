package dev.nephele.services.sts;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Caller;
import dev.nephele.model.sts.*;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @AutoClose
    private final StsCloud cloud = new StsCloud();

    private GetCallerIdentityResponse identity(Caller caller) {
        return cloud.as(caller).call(StsOperations.GET_CALLER_IDENTITY, new GetCallerIdentityRequest());
    }

    private String account(String accessKeyId) {
        return cloud.as(cloud.alice)
                .call(StsOperations.GET_ACCESS_KEY_INFO, new GetAccessKeyInfoRequest(accessKeyId))
                .account();
    }

    @Test
    void saysWhoCalls() {
        assertThat(identity(cloud.alice))
                .isEqualTo(new GetCallerIdentityResponse(
                        cloud.alice.principal().userId(), "111122223333", "arn:aws:iam::111122223333:user/p/alice"));
        assertThat(identity(cloud.root))
                .isEqualTo(new GetCallerIdentityResponse(
                        "111122223333", "111122223333", "arn:aws:iam::111122223333:root"));
    }

    @Test
    void tellsTheAccountOfAKey() {
        String id = cloud.as(cloud.alice)
                .call(StsOperations.GET_SESSION_TOKEN, new GetSessionTokenRequest(null, null, null, null))
                .credentials()
                .accessKeyId();
        assertThat(account(id)).isEqualTo("111122223333");
        assertThat(account(StsCloud.ROOT_KEY)).isEqualTo("111122223333");
        refuses(
                "ValidationError",
                400,
                "The access key id nobodysaccesskey is invalid.",
                () -> account("nobodysaccesskey"));
    }

    @Test
    void decodesItsOwnMessages() {
        assertThat(decode("sealed")).isEqualTo("{\"allowed\":false}");
        refuses("InvalidAuthorizationMessageException", 400, "Message is invalid", () -> decode("other"));
    }

    private String decode(String message) {
        return cloud.as(cloud.alice)
                .call(StsOperations.DECODE_AUTHORIZATION_MESSAGE, new DecodeAuthorizationMessageRequest(message))
                .decodedMessage();
    }
}
