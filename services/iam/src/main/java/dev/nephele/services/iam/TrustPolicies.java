package dev.nephele.services.iam;

import dev.nephele.access.Accounts;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.View;
import dev.nephele.services.iam.document.Principals;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Role.Trust;
import dev.nephele.services.iam.state.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pins the users and roles that a trust policy names to their unique ids when it is written, and shows them by ARN, or by
 * id once they are gone, when it is read.
 */
final class TrustPolicies {
    private TrustPolicies() {}

    /**
     * The policy with what it names pinned. A user or role of an account that this cloud does not have cannot be looked
     * up and stays an ARN.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument} for a principal that does not exist
     */
    static Trust pin(View view, String document, Accounts accounts) {
        Map<String, String> pins = new LinkedHashMap<>();
        for (String principal : Principals.list(document)) {
            if (principal.equals("*") || AccountId.isValid(principal)) {
                continue;
            }
            if (!principal.startsWith("arn:")) {
                if (Find.place(view, principal) == null) {
                    throw invalid(principal);
                }
                continue;
            }
            Arn arn = Arn.parse(principal).orElseThrow(() -> invalid(principal));
            if (!AccountId.isValid(arn.account())) {
                throw invalid(principal);
            }
            if (named(arn) && accounts.exists(view, new AccountId(arn.account()))) {
                pins.put(principal, id(view, arn).orElseThrow(() -> invalid(principal)));
            }
        }
        return Trust.of(document, pins);
    }

    /** The document as it is shown. */
    static String show(View view, Trust trust) {
        boolean stale = false;
        for (Map.Entry<String, String> pin : trust.pins().entrySet()) {
            State.Place place = Find.place(view, pin.getValue());
            stale |= place == null || !arn(view, place).map(Arn::toString).equals(Optional.of(pin.getKey()));
        }
        if (!stale) {
            return trust.document();
        }
        return Principals.replace(
                trust.document(),
                principal -> shown(view, principal, trust.pins().get(principal)));
    }

    private static String shown(View view, String principal, @org.jspecify.annotations.Nullable String id) {
        if (id == null) {
            return principal;
        }
        State.Place place = Find.place(view, id);
        return place == null ? id : arn(view, place).map(Arn::toString).orElse(id);
    }

    private static boolean named(Arn arn) {
        return arn.service().equals("iam")
                && (arn.resource().startsWith("user/") || arn.resource().startsWith("role/"));
    }

    private static Optional<String> id(View view, Arn arn) {
        AccountId account = new AccountId(arn.account());
        String key = Entity.key(arn.resource().substring(arn.resource().lastIndexOf('/') + 1));
        return entity(view, account, arn.resource().startsWith("user/") ? Entity.Kind.USER : Entity.Kind.ROLE, key)
                .filter(entity -> entity.arn(account).resource().equals(arn.resource()))
                .map(Entity::id);
    }

    private static Optional<Arn> arn(View view, State.Place place) {
        return entity(view, place.account(), place.kind(), place.key()).map(entity -> entity.arn(place.account()));
    }

    private static Optional<Entity> entity(View view, AccountId account, Entity.Kind kind, String key) {
        return kind == Entity.Kind.USER
                ? State.USERS.in(account).find(view, key).map(user -> user.entity())
                : State.ROLES.in(account).find(view, key).map(role -> role.entity());
    }

    private static dev.nephele.model.ServiceException invalid(String principal) {
        return Problems.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + principal + "\"");
    }
}
