package dev.nephele.policy.language;

import dev.nephele.kernel.AccountId;
import dev.nephele.policy.request.Fold;
import dev.nephele.policy.request.ResourceName;
import dev.nephele.policy.request.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The {@code Principal} or {@code NotPrincipal} of a statement. Entries are exact: a wildcard within one matches
 * nobody. Roles are compared by account and name, since a name is unique in its account whatever the path.
 *
 * <p>In {@code NotPrincipal} an account stands for all its principals only where none of them is named beside it. Named
 * together, as AWS tells authors to ("NotPrincipal element: specifying NotPrincipal with Deny"), the account is what the
 * named ones belong to, and everybody else in it is denied.
 */
final class PrincipalSet {
    private final boolean negated;
    private final boolean everyone;
    private final boolean everyService;
    private final boolean everyProvider;
    private final Set<String> accounts = new HashSet<>();
    /** {@code account:local part} of users, role sessions and federated users. */
    private final Set<String> callers = new HashSet<>();
    /** {@code account:role name}. */
    private final Set<String> roles = new HashSet<>();
    /** Unique ids of users and roles. */
    private final Set<String> uniqueIds = new HashSet<>();
    /** Accounts of which a principal is named. */
    private final Set<String> parted = new HashSet<>();

    private final Set<String> services;
    private final Set<String> providers;
    private final Set<String> canonicalIds;

    /** @param entries by type: {@code AWS}, {@code Service}, {@code Federated}, {@code CanonicalUser}; "*" alone is AWS */
    PrincipalSet(Map<String, List<String>> entries, boolean negated) {
        this.negated = negated;
        List<String> aws = entries.getOrDefault("AWS", List.of());
        this.everyone = aws.contains("*");
        this.services = new HashSet<>();
        for (String service : entries.getOrDefault("Service", List.of())) {
            services.add(service.toLowerCase(Locale.ROOT));
        }
        this.providers = Set.copyOf(new HashSet<>(entries.getOrDefault("Federated", List.of())));
        this.canonicalIds = Set.copyOf(new HashSet<>(entries.getOrDefault("CanonicalUser", List.of())));
        this.everyService = services.contains("*");
        this.everyProvider = providers.contains("*");
        aws.forEach(this::add);
    }

    private void add(String entry) {
        int[] colons = ResourceName.colons(entry);
        if (colons == null) {
            if (AccountId.isValid(entry)) {
                accounts.add(entry);
            } else if (!entry.equals("*")) {
                uniqueIds.add(entry);
            }
            return;
        }
        String service = entry.substring(colons[1] + 1, colons[2]);
        String account = entry.substring(colons[3] + 1, colons[4]);
        String local = entry.substring(colons[4] + 1);
        if (service.equals("iam") && local.equals("root")) {
            accounts.add(account);
        } else if (service.equals("iam") && local.startsWith("role/")) {
            roles.add(account + ':' + Fold.lower(local.substring(local.lastIndexOf('/') + 1)));
            parted.add(account);
        } else if (service.equals("iam") && local.startsWith("user/")
                || service.equals("sts")
                        && (local.startsWith("assumed-role/") || local.startsWith("federated-user/"))) {
            callers.add(account + ':' + local);
            parted.add(account);
        }
    }

    /**
     * How directly the caller is meant.
     *
     * @param bounded whether the caller has a permissions boundary: a denial to all but some means it whoever they are
     */
    Strength match(Subject subject, boolean deny, boolean bounded) {
        if (!negated) {
            return named(subject);
        }
        return deny && bounded || !isExempt(subject) ? Strength.DIRECT : Strength.NONE;
    }

    private boolean isExempt(Subject subject) {
        return switch (named(subject)) {
            case NONE -> false;
            case ACCOUNT -> subject.kind() == Subject.Kind.ROOT || !isParted(subject.account());
            case ORIGIN, DIRECT -> true;
        };
    }

    /** A unique id does not tell its account, so it may be of any. */
    private boolean isParted(String account) {
        return !uniqueIds.isEmpty() || parted.contains(account);
    }

    private Strength named(Subject subject) {
        if (everyone) {
            return Strength.DIRECT;
        }
        return switch (subject.kind()) {
            case ANONYMOUS -> Strength.NONE;
            case SERVICE -> direct(everyService || services.contains(subject.self()));
            case FEDERATED -> direct(everyProvider || providers.contains(subject.self()));
            case ROOT -> account(subject);
            case USER -> callers.contains(subject.self()) || unique(subject) ? Strength.DIRECT : account(subject);
            case ROLE_SESSION ->
                callers.contains(subject.self())
                        ? Strength.DIRECT
                        : subject.origin() != null && roles.contains(subject.origin()) || unique(subject)
                                ? Strength.ORIGIN
                                : account(subject);
            case FEDERATED_USER ->
                callers.contains(subject.self())
                        ? Strength.DIRECT
                        : subject.origin() != null && callers.contains(subject.origin()) || unique(subject)
                                ? Strength.ORIGIN
                                : account(subject);
        };
    }

    private boolean unique(Subject subject) {
        return subject.uniqueId() != null && uniqueIds.contains(subject.uniqueId());
    }

    private Strength account(Subject subject) {
        boolean named = accounts.contains(subject.account())
                || subject.canonicalId() != null && canonicalIds.contains(subject.canonicalId());
        return named ? Strength.ACCOUNT : Strength.NONE;
    }

    private static Strength direct(boolean named) {
        return named ? Strength.DIRECT : Strength.NONE;
    }
}
