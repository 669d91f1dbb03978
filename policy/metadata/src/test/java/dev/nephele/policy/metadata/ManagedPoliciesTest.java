package dev.nephele.policy.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManagedPoliciesTest {
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private final ManagedPolicies policies = ManagedPolicies.get();

    @Test
    void findsAPolicyWithItsDocument() {
        assertThat(policies.find(ADMINISTRATOR).orElseThrow())
                .isEqualTo(new ManagedPolicy(
                        "/",
                        "AdministratorAccess",
                        "v1",
                        Instant.parse("2015-02-06T18:39:46Z"),
                        Instant.parse("2015-02-06T18:39:46Z"),
                        Instant.parse("2015-02-06T18:39:46Z")));
        assertThat(policies.document(ADMINISTRATOR))
                .hasValue("{\"Version\":\"2012-10-17\",\"Statement\":"
                        + "[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
    }

    @Test
    void readsEveryDocument() {
        assertThat(policies.under("/")).hasSize(1594).allSatisfy(policy -> {
            String document = policies.document(policy.arn()).orElseThrow();
            assertThat(document).startsWith("{\"").contains("\"Statement\":").endsWith("}");
        });
    }

    @Test
    void listsByPathPrefix() {
        assertThat(policies.under("/job-function/"))
                .hasSize(11)
                .extracting(ManagedPolicy::path)
                .containsOnly("/job-function/");
        assertThat(policies.under("/no/such/path/")).isEmpty();
    }

    @Test
    void knowsNoPolicyThatDoesNotExist() {
        assertThat(policies.find("arn:aws:iam::aws:policy/administratoraccess")).isEmpty();
        assertThat(policies.find("arn:aws:iam::123456789012:policy/AdministratorAccess"))
                .isEmpty();
        assertThat(policies.document("nonsense")).isEmpty();
    }

    @Test
    void derivesAStableId() {
        assertThat(ManagedPolicies.id(ADMINISTRATOR))
                .matches("ANPA[A-Z2-7]{17}")
                .isEqualTo(ManagedPolicies.id(ADMINISTRATOR))
                .isNotEqualTo(ManagedPolicies.id(ADMINISTRATOR + "2"));
    }
}
