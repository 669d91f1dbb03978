package dev.nephele.testkit;

import dev.nephele.access.Identities;
import dev.nephele.access.PolicyPrincipals;
import dev.nephele.access.PolicyText;
import dev.nephele.access.Roles;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Users and roles that a test names, with their policies, where IAM is not what the test is about. They are in no store:
 * a policy that changes while a call is decided is not seen. Policies of resources keep principals as they are written.
 */
public final class Directory implements Identities, Roles, PolicyPrincipals {
    private final Map<String, List<PolicyText>> policies = new ConcurrentHashMap<>();
    private final Map<String, Roles.Role> roles = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    Directory() {}

    /** A user with inline policies. */
    public Principal.User user(AccountId account, String path, String name, String... documents) {
        Principal.User user = new Principal.User(account, path, name, "AIDA" + account + name.toUpperCase(Locale.ROOT));
        names.put(user.arn().orElseThrow().toString(), user.userId());
        bind(user.userId(), "user/" + name, documents);
        return user;
    }

    /** A role with inline policies; one of the same name is replaced. */
    public void role(Roles.Role role, String... documents) {
        roles.put(role.account() + "/" + role.name(), role);
        names.put(role.arn().toString(), role.roleId());
        bind(role.roleId(), "role/" + role.name(), documents);
    }

    /** Forgets a role. */
    public void deleteRole(AccountId account, String name) {
        Roles.Role role = roles.remove(account + "/" + name);
        if (role != null) {
            names.remove(role.arn().toString());
            policies.remove(role.roleId());
            version.incrementAndGet();
        }
    }

    private void bind(String id, String owner, String... documents) {
        List<PolicyText> texts = new ArrayList<>();
        for (String document : documents) {
            texts.add(new PolicyText(document, Optional.empty(), owner + ":p" + texts.size()));
        }
        policies.put(id, List.copyOf(texts));
        version.incrementAndGet();
    }

    @Override
    public Binding of(View view, Caller caller) {
        return of(caller.principal());
    }

    private Binding of(Principal principal) {
        return switch (principal) {
            case Principal.User user -> bound(user.userId(), Map.of());
            case Principal.RoleSession session ->
                bound(session.roleId(), tags(roles.get(session.id() + "/" + session.roleName())));
            case Principal.FederatedUser federated -> of(federated.parent());
            case Principal.Root _, Principal.Service _, Principal.Anonymous _ -> binding(true, List.of(), Map.of());
        };
    }

    private static Map<String, String> tags(Roles.@Nullable Role role) {
        return role == null ? Map.of() : role.tags();
    }

    private Binding bound(String id, Map<String, String> tags) {
        List<PolicyText> own = policies.get(id);
        return own == null ? binding(false, List.of(), Map.of()) : binding(true, own, tags);
    }

    private static Binding binding(boolean exists, List<PolicyText> own, Map<String, String> tags) {
        return new Binding(exists, own, Optional.empty(), tags, false);
    }

    @Override
    public long version(View view, Caller caller) {
        return version.get();
    }

    /** None: there are no managed policies here. */
    @Override
    public List<PolicyText> session(View view, Session.Policies named) {
        return List.of();
    }

    @Override
    public Optional<Role> find(View view, AccountId account, String name) {
        return Optional.ofNullable(roles.get(account + "/" + name));
    }

    /** Users and roles exist if the test has named them; all else does. */
    @Override
    public boolean exists(View view, String entry) {
        boolean looked = entry.contains(":user/") || entry.contains(":role/");
        return !looked || names.containsKey(entry);
    }

    @Override
    public String pin(View view, String document) {
        return document;
    }

    @Override
    public String show(View view, String pinned) {
        return pinned;
    }
}
