package dev.nephele.policy;

import static dev.nephele.policy.Ask.ALLOW_ALL;
import static dev.nephele.policy.Ask.may;
import static dev.nephele.policy.Ask.statement;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom a denial to all but some exempts (IAM User Guide, "NotPrincipal"). */
class NotPrincipalTest {
    private static final String HERE = "arn:aws:iam::111122223333:";
    private static final String BUCKET = "arn:aws:s3:::reports";
    private static final String ALLOWED = "Allowed by identity";

    private static String answer(String who, String... exempt) {
        String list = String.join("','", exempt);
        return may(who, "s3:ListBucket", BUCKET)
                .in("111122223333")
                .identity(ALLOW_ALL)
                .resource(statement("'Effect':'Deny','NotPrincipal':{'AWS':['" + list
                        + "']},'Action':'s3:*','Resource':'" + BUCKET + "'"))
                .answer();
    }

    @Test
    void exemptsTheNamedUserAndTheRootUserBesideIt() {
        assertThat(answer(HERE + "user/Bob", HERE + "user/Bob", HERE + "root")).isEqualTo(ALLOWED);
        assertThat(answer(HERE + "root", HERE + "user/Bob", HERE + "root")).startsWith("Allowed");
    }

    @Test
    void deniesEverybodyElseOfTheAccountBesideTheNamedUser() {
        assertThat(answer(HERE + "user/Eve", HERE + "user/Bob", HERE + "root")).startsWith("ExplicitlyDenied");
        assertThat(answer(HERE + "user/Eve", HERE + "user/Bob", "111122223333")).startsWith("ExplicitlyDenied");
        assertThat(answer(HERE + "user/Eve", HERE + "role/auditor", HERE + "root"))
                .startsWith("ExplicitlyDenied");
        assertThat(answer(HERE + "user/Eve", "AIDAEXAMPLEBOB", HERE + "root")).startsWith("ExplicitlyDenied");
    }

    @Test
    void exemptsAllOfAnAccountThatIsNamedAlone() {
        assertThat(answer(HERE + "user/Eve", HERE + "root")).isEqualTo(ALLOWED);
        assertThat(answer(HERE + "user/Eve", HERE + "root", "arn:aws:iam::444455556666:user/Bob"))
                .isEqualTo(ALLOWED);
    }

    @Test
    void exemptsSessionsOfTheNamedRole() {
        String session = "arn:aws:sts::111122223333:assumed-role/auditor/one";
        assertThat(answer(session, HERE + "role/auditor", HERE + "root")).isEqualTo(ALLOWED);
    }
}
