package dev.nephele.services.sts;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Credential;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Session;
import dev.nephele.model.sts.*;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SessionsTest {
    @AutoClose
    private final StsCloud cloud = new StsCloud();

    private Credentials token(Integer seconds, Caller caller) {
        return cloud.as(caller)
                .call(StsOperations.GET_SESSION_TOKEN, new GetSessionTokenRequest(seconds, null, null, null))
                .credentials();
    }

    private GetFederationTokenResponse federate(List<Tag> tags, Caller caller) {
        return cloud.as(caller)
                .call(
                        StsOperations.GET_FEDERATION_TOKEN,
                        new GetFederationTokenRequest("bob", null, null, null, tags, null));
    }

    private Credential.State state(String id, Optional<String> token) {
        return cloud.credential(id, token).orElseThrow().state();
    }

    @Test
    void givesAUserASessionForHalfADay() {
        Credentials credentials = token(null, cloud.alice);
        assertThat(credentials.expiration()).isEqualTo(ManualClock.BEGINNING.plus(Duration.ofHours(12)));
        Caller caller = cloud.authenticate(credentials);
        assertThat(caller.principal()).isEqualTo(cloud.alice.principal());
        assertThat(caller.session().orElseThrow().kind()).isEqualTo(Session.Kind.SESSION_TOKEN);
    }

    @Test
    void givesARootUserAnHour() {
        assertThat(token(7200, cloud.root).expiration()).isEqualTo(ManualClock.BEGINNING.plus(Duration.ofHours(1)));
    }

    @Test
    void givesSessionsNoFurtherTokens() {
        Caller session = cloud.authenticate(token(null, cloud.alice));
        refuses(
                "AccessDenied",
                403,
                "Cannot call GetSessionToken with session credentials",
                () -> token(null, session));
        refuses(
                "AccessDenied",
                403,
                "Cannot call GetFederationToken with session credentials",
                () -> federate(null, session));
    }

    @Test
    void federatesAUser() {
        GetFederationTokenResponse answer = federate(null, cloud.alice);
        assertThat(answer.federatedUser())
                .isEqualTo(new FederatedUser("111122223333:bob", "arn:aws:sts::111122223333:federated-user/bob"));
        assertThat(answer.packedPolicySize()).isZero();
        assertThat(cloud.authenticate(answer.credentials()).principal().arn().orElseThrow())
                .hasToString("arn:aws:sts::111122223333:federated-user/bob");
        assertThat(cloud.as(cloud.alice)
                        .requirements(
                                StsOperations.GET_FEDERATION_TOKEN,
                                new GetFederationTokenRequest(
                                        "bob", null, null, null, List.of(new Tag("k", "v")), null)))
                .extracting(Requirement::action)
                .containsExactly("sts:GetFederationToken", "sts:TagSession");
    }

    @Test
    void takesATokenOnlyWithItsKey() {
        Credentials one = token(null, cloud.alice);
        Credentials two = token(null, cloud.root);
        assertThat(state(one.accessKeyId(), Optional.of(one.sessionToken()))).isEqualTo(Credential.State.ACTIVE);
        assertThat(state(one.accessKeyId(), Optional.of(two.sessionToken()))).isEqualTo(Credential.State.TOKEN_INVALID);
        assertThat(state(one.accessKeyId(), Optional.empty())).isEqualTo(Credential.State.TOKEN_INVALID);
        assertThat(state(one.accessKeyId(), Optional.of("nonsense!"))).isEqualTo(Credential.State.TOKEN_INVALID);
        char[] changed = one.sessionToken().toCharArray();
        changed[40] = changed[40] == 'A' ? 'B' : 'A';
        assertThat(state(one.accessKeyId(), Optional.of(new String(changed))))
                .isEqualTo(Credential.State.TOKEN_INVALID);
        assertThat(cloud.credential("AKIAOTHER", Optional.empty())).isEmpty();
    }

    @Test
    void takesNoTokenOfAnotherCloud() {
        Credentials foreign = token(null, cloud.alice);
        StsCloud other = new StsCloud();
        assertThat(other.credential(foreign.accessKeyId(), Optional.of(foreign.sessionToken()))
                        .orElseThrow()
                        .state())
                .isEqualTo(Credential.State.TOKEN_INVALID);
    }

    @Test
    void fillsATokenUpToTheSizeAskedFor() {
        Credentials credentials = cloud.as(cloud.alice)
                .call(StsOperations.GET_SESSION_TOKEN, new GetSessionTokenRequest(null, null, null, 2000))
                .credentials();
        assertThat(credentials.sessionToken()).hasSizeBetween(2000, 2003);
        cloud.authenticate(credentials);
    }
}
