package dev.nephele.services.iam.identity;

import dev.nephele.access.Accounts;
import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.View;
import dev.nephele.services.iam.document.Principals;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import java.util.Optional;

/** Looks up the users and roles that policies name. */
final class PinnedPrincipals implements PolicyPrincipals {
    private final Accounts accounts;

    PinnedPrincipals(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean exists(View view, String entry) {
        if (entry.equals("*") || AccountId.isValid(entry)) {
            return true;
        }
        if (!entry.startsWith("arn:")) {
            return Find.place(view, entry) != null;
        }
        return Arn.parse(entry)
                .filter(arn -> !isLookedUp(view, arn) || id(view, arn).isPresent())
                .isPresent();
    }

    @Override
    public String pin(View view, String document) {
        return Principals.replace(
                document,
                entry -> Arn.parse(entry)
                        .filter(arn -> isLookedUp(view, arn))
                        .flatMap(arn -> id(view, arn))
                        .orElse(entry));
    }

    @Override
    public String show(View view, String pinned) {
        return Principals.replace(pinned, entry -> Find.shown(view, entry));
    }

    private boolean isLookedUp(View view, Arn arn) {
        boolean named = arn.service().equals("iam")
                && (arn.resource().startsWith("user/") || arn.resource().startsWith("role/"));
        return named && AccountId.isValid(arn.account()) && accounts.exists(view, new AccountId(arn.account()));
    }

    private static Optional<String> id(View view, Arn arn) {
        AccountId account = new AccountId(arn.account());
        String key = Entity.key(arn.resource().substring(arn.resource().lastIndexOf('/') + 1));
        return Find.principal(
                        view, account, arn.resource().startsWith("user/") ? Entity.Kind.USER : Entity.Kind.ROLE, key)
                .filter(entity -> entity.arn(account).resource().equals(arn.resource()))
                .map(Entity::id);
    }
}
