package dev.nephele.services.sts;

import static dev.nephele.services.sts.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Caller;
import dev.nephele.model.sts.*;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private final Cloud cloud = new Cloud();

    private GetCallerIdentityResponse identity(Caller caller) {
        return cloud.sts.identity.getCallerIdentity(new GetCallerIdentityRequest(), cloud.by(caller));
    }

    private String account(String accessKeyId) {
        return cloud.sts
                .identity
                .getAccessKeyInfo(new GetAccessKeyInfoRequest(accessKeyId), cloud.by(Cloud.ALICE))
                .account();
    }

    @Test
    void saysWhoCalls() {
        assertThat(identity(Cloud.ALICE))
                .isEqualTo(new GetCallerIdentityResponse(
                        "AIDAALICE", "111122223333", "arn:aws:iam::111122223333:user/p/alice"));
        assertThat(identity(Cloud.ROOT))
                .isEqualTo(new GetCallerIdentityResponse(
                        "111122223333", "111122223333", "arn:aws:iam::111122223333:root"));
    }

    @Test
    void tellsTheAccountOfAKey() {
        String id = cloud.sts
                .sessions
                .getSessionToken(new GetSessionTokenRequest(null, null, null, null), cloud.by(Cloud.ALICE))
                .credentials()
                .accessKeyId();
        assertThat(account(id)).isEqualTo("111122223333");
        assertThat(account("test")).isEqualTo("111122223333");
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
        return cloud.sts
                .identity
                .decodeAuthorizationMessage(new DecodeAuthorizationMessageRequest(message), cloud.by(Cloud.ALICE))
                .decodedMessage();
    }
}
