package dev.nephele.gateway.decision;

import dev.nephele.access.Guardrails;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The condition keys that a caller brings to every call.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys". What is not known is left absent.
 */
final class PrincipalKeys {
    private PrincipalKeys() {}

    static Map<String, List<String>> of(
            Caller caller, Map<String, String> tags, Optional<Guardrails.Membership> organization) {
        Map<String, List<String>> keys = new TreeMap<>();
        Principal principal = caller.principal();
        identity(principal, keys);
        organization.ifPresent(membership -> {
            keys.put("aws:PrincipalOrgID", List.of(membership.organizationId()));
            keys.put("aws:PrincipalOrgPaths", List.of(membership.path()));
        });
        tags.forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, List.of(value)));
        caller.session().ifPresent(session -> session(session, keys));
        return keys;
    }

    private static void identity(Principal principal, Map<String, List<String>> keys) {
        switch (principal) {
            case Principal.Anonymous anonymous -> {
                one(keys, "aws:PrincipalAccount", "anonymous");
                one(keys, "aws:PrincipalType", "Anonymous");
                one(keys, "aws:userid", anonymous.userId());
            }
            case Principal.Service service -> {
                one(keys, "aws:PrincipalIsAWSService", "true");
                one(keys, "aws:PrincipalServiceName", service.name());
                keys.put("aws:PrincipalServiceNamesList", List.of(service.name()));
            }
            case Principal.Root root -> signed(root, "Account", keys);
            case Principal.User user -> {
                signed(user, "User", keys);
                one(keys, "aws:username", user.name());
            }
            case Principal.RoleSession role -> {
                signed(role, "AssumedRole", keys);
                one(keys, "aws:PrincipalArn", role.roleArn().toString());
            }
            case Principal.FederatedUser user -> signed(user, "FederatedUser", keys);
        }
    }

    private static void signed(Principal principal, String type, Map<String, List<String>> keys) {
        principal.arn().ifPresent(arn -> one(keys, "aws:PrincipalArn", arn.toString()));
        principal.account().ifPresent(account -> one(keys, "aws:PrincipalAccount", account.value()));
        one(keys, "aws:PrincipalType", type);
        one(keys, "aws:PrincipalIsAWSService", "false");
        one(keys, "aws:userid", principal.userId());
    }

    /** Session tags hide those of the user or role. */
    private static void session(Session session, Map<String, List<String>> keys) {
        one(keys, "aws:TokenIssueTime", Times.of(session.issued()).iso());
        session.multiFactor()
                .ifPresent(device -> one(keys, "aws:MultiFactorAuthPresent", Boolean.toString(device.present())));
        session.tags().sourceIdentity().ifPresent(identity -> one(keys, "aws:SourceIdentity", identity));
        session.tags().tags().forEach((key, value) -> {
            keys.keySet().removeIf(known -> known.equalsIgnoreCase("aws:PrincipalTag/" + key));
            one(keys, "aws:PrincipalTag/" + key, value);
        });
        keys.putAll(session.claims());
    }

    private static void one(Map<String, List<String>> keys, String key, String value) {
        keys.put(key, List.of(value));
    }
}
