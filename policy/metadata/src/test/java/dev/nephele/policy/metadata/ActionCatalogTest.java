package dev.nephele.policy.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActionCatalogTest {
    private final ActionCatalog catalog = ActionCatalog.get();

    @Test
    void findsAnActionInAnyCase() {
        Action action = catalog.action("SQS:sendmessage").orElseThrow();
        assertThat(action.name()).isEqualTo("sqs:SendMessage");
        assertThat(action.level()).isEqualTo(AccessLevel.WRITE);
        assertThat(action.targets()).singleElement().satisfies(target -> {
            assertThat(target.required()).isTrue();
            assertThat(target.type().arn()).isEqualTo("arn:${Partition}:sqs:${Region}:${Account}:${QueueName}");
            assertThat(target.type().conditionKeys())
                    .extracting(ConditionKey::name)
                    .containsExactly("aws:ResourceTag/${TagKey}");
        });
    }

    @Test
    void knowsNoActionThatDoesNotExist() {
        assertThat(catalog.action("sqs:Explode")).isEmpty();
        assertThat(catalog.action("nosuchservice:Get")).isEmpty();
        assertThat(catalog.action("SendMessage")).isEmpty();
    }

    @Test
    void typesConditionKeys() {
        ServiceActions s3 = catalog.service("s3").orElseThrow();
        assertThat(s3.conditionKeys())
                .contains(new ConditionKey("s3:max-keys", ConditionKey.Type.NUMERIC))
                .contains(new ConditionKey("s3:prefix", ConditionKey.Type.STRING));
        assertThat(catalog.globalKeys().get("aws:sourceip").type()).isEqualTo(ConditionKey.Type.IP_ADDRESS);
        assertThat(catalog.globalKeys().get("aws:tagkeys").type().multivalued()).isTrue();
    }

    @Test
    void knowsTheActionsWithoutResourceType() {
        assertThat(catalog.action("s3:ListAllMyBuckets").orElseThrow().targets())
                .isEmpty();
        assertThat(catalog.action("iam:PassRole").orElseThrow().conditionKeys())
                .extracting(ConditionKey::name)
                .contains("iam:PassedToService");
    }

    @Test
    void readsEveryServiceCompletely() {
        List<ServiceActions> services = catalog.prefixes().stream()
                .map(prefix -> catalog.service(prefix).orElseThrow())
                .toList();
        assertThat(services).hasSize(456);
        assertThat(services.stream()
                        .mapToInt(service -> service.actions().size())
                        .sum())
                .isEqualTo(22_091);
        assertThat(catalog.globalKeys()).hasSizeGreaterThanOrEqualTo(59);
    }

    @Test
    void saysWhichServicesResourceControlPoliciesReach() {
        assertThat(catalog.supportsResourceControlPolicies("s3")).isTrue();
        assertThat(catalog.supportsResourceControlPolicies("ec2")).isFalse();
    }
}
