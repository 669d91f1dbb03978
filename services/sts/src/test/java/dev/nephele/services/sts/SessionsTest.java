package dev.nephele.services.sts;

import static dev.nephele.services.sts.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Credential;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Session;
import dev.nephele.model.sts.*;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Cloud cloud = new Cloud();

    private Credentials token(Integer seconds, Caller caller) {
        return cloud.sts
                .sessions
                .getSessionToken(new GetSessionTokenRequest(seconds, null, null, null), cloud.by(caller))
                .credentials();
    }

    private GetFederationTokenResponse federate(List<Tag> tags, Caller caller) {
        return cloud.sts.sessions.getFederationToken(
                new GetFederationTokenRequest("bob", null, null, null, tags, null), cloud.by(caller));
    }

    private Credential.State state(String id, Optional<String> token) {
        return cloud.sts
                .sessionKeys()
                .find(cloud.store.view(), id, token)
                .orElseThrow()
                .state();
    }

    @Test
    void givesAUserASessionForHalfADay() {
        Credentials credentials = token(null, Cloud.ALICE);
        assertThat(credentials.expiration()).isEqualTo(Cloud.NOW.plus(Duration.ofHours(12)));
        Caller caller = cloud.authenticate(credentials);
        assertThat(caller.principal()).isEqualTo(Cloud.ALICE.principal());
        assertThat(caller.session().orElseThrow().kind()).isEqualTo(Session.Kind.SESSION_TOKEN);
    }

    @Test
    void givesARootUserAnHour() {
        assertThat(token(7200, Cloud.ROOT).expiration()).isEqualTo(Cloud.NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void givesSessionsNoFurtherTokens() {
        Caller session = cloud.authenticate(token(null, Cloud.ALICE));
        refuses(
                "AccessDenied",
                403,
                "Cannot call GetSessionToken with session credentials",
                () -> cloud.sts.sessions.getSessionTokenRule(
                        new GetSessionTokenRequest(null, null, null, null), cloud.by(session)));
        refuses(
                "AccessDenied",
                403,
                "Cannot call GetFederationToken with session credentials",
                () -> cloud.sts.sessions.getFederationTokenRule(
                        new GetFederationTokenRequest("bob", null, null, null, null, null), cloud.by(session)));
    }

    @Test
    void federatesAUser() {
        GetFederationTokenResponse answer = federate(null, Cloud.ALICE);
        assertThat(answer.federatedUser())
                .isEqualTo(new FederatedUser("111122223333:bob", "arn:aws:sts::111122223333:federated-user/bob"));
        assertThat(answer.packedPolicySize()).isZero();
        assertThat(cloud.authenticate(answer.credentials()).principal().arn().orElseThrow())
                .hasToString("arn:aws:sts::111122223333:federated-user/bob");
        assertThat(cloud.sts.sessions.getFederationTokenRule(
                        new GetFederationTokenRequest("bob", null, null, null, List.of(new Tag("k", "v")), null),
                        cloud.by(Cloud.ALICE)))
                .extracting(Requirement::action)
                .containsExactly("sts:GetFederationToken", "sts:TagSession");
    }

    @Test
    void takesATokenOnlyWithItsKey() {
        Credentials one = token(null, Cloud.ALICE);
        Credentials two = token(null, Cloud.ROOT);
        assertThat(state(one.accessKeyId(), Optional.of(one.sessionToken()))).isEqualTo(Credential.State.ACTIVE);
        assertThat(state(one.accessKeyId(), Optional.of(two.sessionToken()))).isEqualTo(Credential.State.TOKEN_INVALID);
        assertThat(state(one.accessKeyId(), Optional.empty())).isEqualTo(Credential.State.TOKEN_INVALID);
        assertThat(state(one.accessKeyId(), Optional.of("nonsense!"))).isEqualTo(Credential.State.TOKEN_INVALID);
        char[] changed = one.sessionToken().toCharArray();
        changed[40] = changed[40] == 'A' ? 'B' : 'A';
        assertThat(state(one.accessKeyId(), Optional.of(new String(changed))))
                .isEqualTo(Credential.State.TOKEN_INVALID);
        assertThat(cloud.sts.sessionKeys().find(cloud.store.view(), "AKIAOTHER", Optional.empty()))
                .isEmpty();
    }

    @Test
    void takesNoTokenOfAnotherCloud() {
        Credentials foreign = token(null, Cloud.ALICE);
        Cloud other = new Cloud();
        assertThat(other.sts
                        .sessionKeys()
                        .find(other.store.view(), foreign.accessKeyId(), Optional.of(foreign.sessionToken()))
                        .orElseThrow()
                        .state())
                .isEqualTo(Credential.State.TOKEN_INVALID);
    }

    @Test
    void fillsATokenUpToTheSizeAskedFor() {
        Credentials credentials = cloud.sts
                .sessions
                .getSessionToken(new GetSessionTokenRequest(null, null, null, 2000), cloud.by(Cloud.ALICE))
                .credentials();
        assertThat(credentials.sessionToken()).hasSizeBetween(2000, 2003);
        cloud.authenticate(credentials);
    }
}
