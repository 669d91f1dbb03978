package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.ListPoliciesRequest;
import dev.nephele.policy.metadata.ManagedPolicies;
import dev.nephele.policy.metadata.ManagedPolicy;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of ListPolicies: the account's own policies by name, then AWS's by path and name, whose
 * place is the two.
 */
final class PolicyListing {
    private static final int OWN = 0;
    private static final int AWS = 1;

    private final View view;
    private final AccountId account;
    private final ListPoliciesRequest request;
    private final Wanted wanted;
    private final List<dev.nephele.model.iam.Policy> items = new ArrayList<>();

    PolicyListing(View view, AccountId account, ListPoliciesRequest request, Wanted wanted) {
        this.view = view;
        this.account = account;
        this.request = request;
        this.wanted = wanted;
    }

    Page<dev.nephele.model.iam.Policy> page() {
        String scope = request.scope() == null ? "All" : request.scope();
        Optional<String> next = Optional.empty();
        if (wanted.part() == OWN && !scope.equals("AWS")) {
            next = own();
        }
        if (next.isEmpty() && !scope.equals("Local")) {
            next = aws();
        }
        return new Page<>(items, next);
    }

    private Optional<String> own() {
        Page<dev.nephele.model.iam.Policy> page = wanted.part(OWN, wanted.most())
                .rows(view, State.POLICIES.in(account).scan(), (key, policy) -> {
                    Policy.Use use = use(policy.entity().arn(account).toString());
                    return policy.entity().isUnder(request.pathPrefix()) && isUsedAsAsked(use)
                            ? Optional.of(Answers.policy(account, policy, use, Answers.Told.LISTED))
                            : Optional.empty();
                });
        items.addAll(page.items());
        return page.token();
    }

    private Optional<String> aws() {
        Wanted left = wanted.part(AWS, wanted.most() - items.size());
        String after = left.after().orElse("");
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        String last = after;
        for (ManagedPolicy policy : ManagedPolicies.get().under(prefix)) {
            String resource = policy.path() + policy.name();
            Policy.Use use = use(policy.arn());
            if (resource.compareTo(after) > 0 && isUsedAsAsked(use)) {
                if (items.size() == wanted.most()) {
                    return Optional.of(left.token(last));
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
