package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.ListPoliciesRequest;
import dev.nephele.policy.metadata.ManagedPolicies;
import dev.nephele.policy.metadata.ManagedPolicy;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of ListPolicies: the account's own policies by name, then AWS's by path and name. The position of a marker is
 * {@code L} and a key, or {@code A} and a path with name.
 */
final class PolicyListing {
    private final View view;
    private final AccountId account;
    private final ListPoliciesRequest request;
    private final Page.Request wanted;
    private final List<dev.nephele.model.iam.Policy> items = new ArrayList<>();

    PolicyListing(View view, AccountId account, ListPoliciesRequest request) {
        this.view = view;
        this.account = account;
        this.request = request;
        this.wanted = Page.Request.of(request.marker(), request.maxItems());
    }

    Page<dev.nephele.model.iam.Policy> page() {
        String scope = request.scope() == null ? "All" : request.scope();
        Optional<String> next = Optional.empty();
        boolean inOwn = wanted.after().map(position -> position.startsWith("L")).orElse(true);
        if (inOwn && !scope.equals("AWS")) {
            next = own();
        }
        if (next.isEmpty() && !scope.equals("Local")) {
            next = aws();
        }
        return new Page<>(items, next);
    }

    private Optional<String> own() {
        Optional<String> after = wanted.after().map(position -> position.substring(1));
        Page<Policy> page = Page.of(
                State.POLICIES.in(account),
                view,
                new Page.Request(after, wanted.items()),
                (key, policy) -> Page.isUnder(request.pathPrefix(), policy.entity())
                        && isUsedAsAsked(use(policy.entity().arn(account).toString())),
                key -> "L" + key);
        for (Policy policy : page.items()) {
            items.add(Answers.policy(
                    account, policy, use(policy.entity().arn(account).toString()), Answers.Told.LISTED));
        }
        return page.marker();
    }

    private Optional<String> aws() {
        String after = wanted.after()
                .filter(position -> position.startsWith("A"))
                .map(position -> position.substring(1))
                .orElse("");
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        String last = after;
        for (ManagedPolicy policy : ManagedPolicies.get().under(prefix)) {
            String resource = policy.path() + policy.name();
            Policy.Use use = use(policy.arn());
            if (resource.compareTo(after) > 0 && isUsedAsAsked(use)) {
                if (items.size() == wanted.items()) {
                    return Optional.of(Page.encode("A" + last));
                }
                items.add(Answers.policy(policy, use, Answers.Told.LISTED));
                last = resource;
            }
        }
        return Optional.empty();
    }

    private Policy.Use use(String arn) {
        return PolicyUsers.use(view, account, arn);
    }

    private boolean isUsedAsAsked(Policy.Use use) {
        if (Boolean.TRUE.equals(request.onlyAttached()) && use.attached() == 0) {
            return false;
        }
        String usage = request.policyUsageFilter();
        return usage == null || (usage.equals("PermissionsBoundary") ? use.boundaries() > 0 : use.attached() > 0);
    }
}
