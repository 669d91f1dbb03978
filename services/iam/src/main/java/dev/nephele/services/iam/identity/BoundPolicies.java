package dev.nephele.services.iam.identity;

import dev.nephele.access.Identities;
import dev.nephele.access.PolicyText;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.View;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Group;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identity policies of users and roles, read from their rows. */
final class BoundPolicies implements Identities {
    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private static final Binding NOBODY = new Binding(false, List.of(), Optional.empty(), Map.of(), false);
    private static final Binding UNBOUND = new Binding(true, List.of(), Optional.empty(), Map.of(), false);

    @Override
    public Binding of(View view, Caller caller) {
        return of(view, caller.principal());
    }

    private static Binding of(View view, Principal principal) {
        return switch (principal) {
            case Principal.User user -> user(view, user);
            case Principal.RoleSession session -> role(view, session);
            case Principal.FederatedUser federated -> of(view, federated.parent());
            case Principal.Root root -> UNBOUND;
            case Principal.Service service -> UNBOUND;
            case Principal.Anonymous anonymous -> UNBOUND;
        };
    }

    /** The changes of all tables that an answer is read from, in the caller's account. */
    @Override
    public long version(View view, Caller caller) {
        return switch (caller.principal()) {
            case Principal.User user -> users(view, user.id());
            case Principal.RoleSession session ->
                State.ROLES.version(view, session.id()) + policies(view, session.id());
            case Principal.FederatedUser federated -> users(view, federated.id());
            case Principal.Root root -> 0;
            case Principal.Service service -> 0;
            case Principal.Anonymous anonymous -> 0;
        };
    }

    private static long users(View view, AccountId account) {
        return State.USERS.version(view, account) + State.GROUPS.version(view, account) + policies(view, account);
    }

    private static long policies(View view, AccountId account) {
        return State.INLINE.version(view, account)
                + State.POLICIES.version(view, account)
                + State.VERSIONS.version(view, account);
    }

    @Override
    public List<PolicyText> session(View view, Session.Policies policies) {
        List<PolicyText> texts = new ArrayList<>();
        for (String arn : policies.arns()) {
            Arn.parse(arn).ifPresent(parsed -> managed(view, parsed, texts));
        }
        return texts;
    }

    private static Binding user(View view, Principal.User principal) {
        Optional<User> found = find(view, principal);
        if (found.isEmpty()) {
            return NOBODY;
        }
        User user = found.get();
        AccountId account = principal.id();
        List<PolicyText> texts = new ArrayList<>();
        inline(view, account, user.entity(), texts);
        attached(view, account, user.attached(), texts);
        for (String groupId : user.groups()) {
            State.Place place = Find.place(view, groupId);
            Group group = place == null ? null : State.GROUPS.in(account).get(view, place.key());
            if (group != null) {
                inline(view, account, group.entity(), texts);
                attached(view, account, group.attached(), texts);
            }
        }
        return new Binding(
                true,
                texts,
                boundary(view, account, user.boundary()),
                user.tags().map(),
                false);
    }

    /** By name first; a session's user may have been renamed since. */
    private static Optional<User> find(View view, Principal.User principal) {
        Optional<User> named = State.USERS
                .in(principal.id())
                .find(view, Entity.key(principal.name()))
                .filter(user -> user.entity().id().equals(principal.userId()));
        if (named.isPresent()) {
            return named;
        }
        State.Place place = Find.place(view, principal.userId());
        return place == null
                ? Optional.empty()
                : State.USERS.in(place.account()).find(view, place.key());
    }

    private static Binding role(View view, Principal.RoleSession principal) {
        AccountId account = principal.id();
        Role role = State.ROLES.in(account).get(view, Entity.key(principal.roleName()));
        if (role == null || !role.entity().id().equals(principal.roleId())) {
            return NOBODY;
        }
        List<PolicyText> texts = new ArrayList<>();
        inline(view, account, role.entity(), texts);
        attached(view, account, role.attached(), texts);
        return new Binding(
                true,
                texts,
                boundary(view, account, role.boundary()),
                role.tags().map(),
                role.serviceLinked());
    }

    private static void inline(View view, AccountId account, Entity entity, List<PolicyText> texts) {
        Map<String, String> documents = State.INLINE.in(account).get(view, entity.id());
        if (documents != null) {
            String owner = entity.kind().arnType() + '/' + entity.name() + ':';
            documents.forEach((name, document) -> texts.add(new PolicyText(document, Optional.empty(), owner + name)));
        }
    }

    private static void attached(View view, AccountId account, List<String> arns, List<PolicyText> texts) {
        for (String arn : arns) {
            Find.document(view, account, arn).ifPresent(document -> texts.add(text(arn, document)));
        }
    }

    /** AWS does not let the policy of a boundary be deleted, nor do we; should it be gone, nothing is allowed. */
    private static Optional<PolicyText> boundary(View view, AccountId account, Optional<String> boundary) {
        return boundary.map(arn -> text(arn, Find.document(view, account, arn).orElse(NOTHING)));
    }

    private static void managed(View view, Arn arn, List<PolicyText> texts) {
        AccountId account = AccountId.isValid(arn.account()) ? new AccountId(arn.account()) : null;
        if (account != null) {
            Find.document(view, account, arn.toString())
                    .ifPresent(document -> texts.add(text(arn.toString(), document)));
        } else if (arn.account().equals("aws")) {
            dev.nephele.policy.metadata.ManagedPolicies.get()
                    .document(arn.toString())
                    .ifPresent(document -> texts.add(text(arn.toString(), document)));
        }
    }

    private static PolicyText text(String arn, String document) {
        return new PolicyText(document, Optional.of(arn), arn.substring(arn.lastIndexOf('/') + 1));
    }
}
