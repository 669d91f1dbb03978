package dev.nephele.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.kernel.Requirement;
import dev.nephele.testkit.Marks.Mark;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CloudTest {
    private static final String READ_A = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"marks:GetMark",
            "Resource":"arn:aws:marks:us-east-1:111122223333:a"}}""";
    private static final int CLOUDS = 40;

    @AutoClose
    private final Cloud cloud = open();

    private static Cloud open() {
        Ground ground = Ground.inMemory();
        return Cloud.of(ground, new Marks(ground).served());
    }

    @Test
    void answersARootUser() {
        Mark put = cloud.root().call(Marks.PUT, Mark.of("a"));
        assertThat(cloud.root().call(Marks.GET, Mark.of("a")).id()).isEqualTo(put.id());
    }

    @Test
    void holdsAUserToItsPolicies() {
        cloud.root().call(Marks.PUT, Mark.of("a"));
        Client alice = cloud.user("alice", READ_A);
        alice.call(Marks.GET, Mark.of("a"));
        assertThat(alice.refusal(Marks.PUT, Mark.of("a")))
                .isEqualTo(new Refusal(
                        "AccessDeniedException",
                        400,
                        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: marks:PutMark on"
                                + " resource: arn:aws:marks:us-east-1:111122223333:a because no identity-based policy"
                                + " allows the marks:PutMark action"));
        assertThat(alice.refusal(Marks.GET, Mark.of("b")).code()).isEqualTo("AccessDeniedException");
        assertThat(cloud.user("bob").refusal(Marks.GET, Mark.of("a")).code()).isEqualTo("AccessDeniedException");
    }

    @Test
    void holdsARoleToItsPolicies() {
        cloud.root().call(Marks.PUT, Mark.of("a"));
        Client reader = cloud.role("reader", READ_A);
        reader.call(Marks.GET, Mark.of("a"));
        assertThat(reader.refusal(Marks.PUT, Mark.of("a")).message())
                .startsWith("User: arn:aws:sts::111122223333:assumed-role/reader/session is not authorized");
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        cloud.root().call(Marks.PUT, Mark.of("a"));
        Refusal absent = new Refusal("NoSuchMark", 404, "There is no such mark.");
        assertThat(cloud.root(Cloud.STRANGERS).refusal(Marks.GET, Mark.of("a"))).isEqualTo(absent);
        assertThat(cloud.root().in("eu-west-1").refusal(Marks.GET, Mark.of("a")))
                .isEqualTo(absent);
    }

    @Test
    void deniesAnOperationWhoseRuleDemandsNothing() {
        assertThat(cloud.root().refusal(Marks.RULELESS, Mark.of("a")).code()).isEqualTo("AccessDeniedException");
    }

    @Test
    void holdsInputAgainstItsModel() {
        assertThat(cloud.root().refusal(Marks.PUT, Mark.of("ninechars")))
                .isEqualTo(new Refusal(
                        "ValidationException",
                        400,
                        "1 validation error detected: Value 'ninechars' at 'name' failed to satisfy constraint: Member"
                                + " must have length less than or equal to 8"));
    }

    @Test
    void tellsNothingOfADefect() {
        Refusal refusal = cloud.root().refusal(Marks.LOSE, Mark.of("a"));
        assertThat(refusal.code()).isEqualTo("InternalFailure");
        assertThat(refusal.status()).isEqualTo(500);
        assertThat(refusal.message()).doesNotContain("secret");
    }

    @Test
    void firesTimersWhenTimePasses() {
        cloud.root().call(Marks.PUT, Mark.of("a"));
        cloud.advance(Marks.KEPT.minusSeconds(1));
        cloud.root().call(Marks.GET, Mark.of("a"));
        cloud.advance(Duration.ofSeconds(1));
        assertThat(cloud.root().refusal(Marks.GET, Mark.of("a")).code()).isEqualTo("NoSuchMark");
    }

    @Test
    void makesTheSameIdsInEveryCloud() {
        String id = cloud.root().call(Marks.PUT, Mark.of("a")).id();
        try (Cloud other = open()) {
            assertThat(other.root().call(Marks.PUT, Mark.of("a")).id()).isEqualTo(id);
        }
    }

    @Test
    void showsWhatARuleDemands() {
        List<Requirement> demanded = cloud.root().requirements(Marks.GET, Mark.of("a"));
        assertThat(demanded).extracting(Requirement::action).containsExactly("marks:GetMark");
        assertThat(demanded.getFirst().resource()).isEqualTo("arn:aws:marks:us-east-1:111122223333:a");
    }

    @Test
    void saysThatACallWasNotRefused() {
        assertThatThrownBy(() -> cloud.root().refusal(Marks.PUT, Mark.of("a")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the call is answered");
        assertThatThrownBy(() -> Refusal.refuses(
                        "NoSuchMark",
                        400,
                        "There is no such mark.",
                        () -> cloud.root().call(Marks.GET, Mark.of("b"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("status=404");
    }

    /** The quickest of many, which no other load of the machine makes quicker. */
    @Test
    void isMadeInFiftyMilliseconds() {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < CLOUDS; i++) {
            long begun = System.nanoTime();
            try (Cloud made = open()) {
                made.root().call(Marks.PUT, Mark.of("a"));
                quickest = Math.min(quickest, System.nanoTime() - begun);
            }
        }
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(50));
    }
}
