package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.identity.Settings;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.KeyCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account as a whole: what it holds, its alias. */
final class IamAccount implements Account {
    /** How many policies in use are counted for the summary; an account is not allowed more versions in use. */
    private static final int VERSIONS_IN_USE = 10_000;

    private final Store store;
    private final Limits limits;
    private final Lists lists;
    private final Settings settings;

    IamAccount(Store store, Limits limits, Lists lists, Settings settings) {
        this.store = store;
        this.limits = limits;
        this.lists = lists;
        this.settings = settings;
    }

    @Override
    public GetAccountSummaryResponse getAccountSummary(GetAccountSummaryRequest request, Call call) {
        return store.read(call, view -> {
            return new GetAccountSummaryResponse(summary(view, call.account()));
        });
    }

    private Map<String, Integer> summary(View view, AccountId account) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        for (Entity.Kind kind : Entity.Kind.values()) {
            String name = plural(kind);
            summary.put(name, (int) Limits.count(view, account, kind));
            summary.put(name + "Quota", limits.of(Limits.quota(kind)));
        }
        summary.put("AccessKeysPerUserQuota", limits.of(Quota.ACCESS_KEYS_PER_USER));
        summary.put("AttachedPoliciesPerGroupQuota", limits.of(Quota.POLICIES_PER_GROUP));
        summary.put("AttachedPoliciesPerRoleQuota", limits.of(Quota.POLICIES_PER_ROLE));
        summary.put("AttachedPoliciesPerUserQuota", limits.of(Quota.POLICIES_PER_USER));
        summary.put("AssumeRolePolicySizeQuota", limits.of(Quota.TRUST_POLICY_SIZE));
        summary.put("GroupPolicySizeQuota", limits.of(Quota.GROUP_POLICY_SIZE));
        summary.put("RolePolicySizeQuota", limits.of(Quota.ROLE_POLICY_SIZE));
        summary.put("UserPolicySizeQuota", limits.of(Quota.USER_POLICY_SIZE));
        summary.put("PolicySizeQuota", limits.of(Quota.POLICY_SIZE));
        summary.put("GroupsPerUserQuota", limits.of(Quota.GROUPS_PER_USER));
        summary.put("VersionsPerPolicyQuota", limits.of(Quota.VERSIONS_PER_POLICY));
        summary.put("PolicyVersionsInUse", versionsInUse(view, account));
        summary.put("PolicyVersionsInUseQuota", VERSIONS_IN_USE);
        summary.put("AccountAccessKeysPresent", hasRootKeys(view, account) ? 1 : 0);
        // What this cloud does not keep, an account has none of.
        for (String none : List.of(
                "AccountMFAEnabled",
                "AccountPasswordPresent",
                "AccountSigningCertificatesPresent",
                "MFADevices",
                "MFADevicesInUse",
                "Providers",
                "ServerCertificates")) {
            summary.put(none, 0);
        }
        summary.put("ServerCertificatesQuota", 20);
        summary.put("SigningCertificatesPerUserQuota", 2);
        summary.put("GlobalEndpointTokenVersion", 1);
        return summary;
    }

    private static String plural(Entity.Kind kind) {
        return switch (kind) {
            case USER -> "Users";
            case GROUP -> "Groups";
            case ROLE -> "Roles";
            case POLICY -> "Policies";
            case INSTANCE_PROFILE -> "InstanceProfiles";
        };
    }

    private static int versionsInUse(View view, AccountId account) {
        return (int) State.POLICY_USE.in(account).scan().limit(VERSIONS_IN_USE).values(view).stream()
                .filter(use -> use.attached() > 0)
                .count();
    }

    private boolean hasRootKeys(View view, AccountId account) {
        return account.equals(settings.defaultAccount())
                || settings.accountKeys()
                || State.ACCOUNTS
                        .in(account)
                        .find(view, KeyCodec.Single.ROW)
                        .map(row -> !row.rootKeys().isEmpty())
                        .orElse(false);
    }

    /** An account has one alias; a new one takes the place of the old one. */
    @Override
    public CreateAccountAliasResponse createAccountAlias(CreateAccountAliasRequest request, Call call) {
        String alias = request.accountAlias();
        store.update(call, transaction -> {
            String holder = State.ALIASES.get(transaction, alias);
            if (holder != null && !holder.equals(call.account().value())) {
                throw Problems.aliasTaken(alias);
            }
            dev.nephele.services.iam.state.Account account = row(transaction, call);
            account.alias().ifPresent(old -> State.ALIASES.delete(transaction, old));
            State.ALIASES.put(transaction, alias, call.account().value());
            State.ACCOUNTS.in(call).put(transaction, KeyCodec.Single.ROW, account.withAlias(Optional.of(alias)));
        });
        return CreateAccountAliasResponse.EMPTY;
    }

    private static dev.nephele.services.iam.state.Account row(View view, Call call) {
        return State.ACCOUNTS
                .in(call)
                .find(view, KeyCodec.Single.ROW)
                .orElseGet(
                        () -> new dev.nephele.services.iam.state.Account(call.instant(), Optional.empty(), List.of()));
    }

    @Override
    public DeleteAccountAliasResponse deleteAccountAlias(DeleteAccountAliasRequest request, Call call) {
        String alias = request.accountAlias();
        store.update(call, transaction -> {
            dev.nephele.services.iam.state.Account account = row(transaction, call);
            if (!account.alias().equals(Optional.of(alias))) {
                throw Problems.noSuchEntity("The account alias " + alias + " cannot be found.");
            }
            State.ALIASES.delete(transaction, alias);
            State.ACCOUNTS.in(call).put(transaction, KeyCodec.Single.ROW, account.withAlias(Optional.empty()));
        });
        return DeleteAccountAliasResponse.EMPTY;
    }

    @Override
    public ListAccountAliasesResponse listAccountAliases(ListAccountAliasesRequest request, Call call) {
        return store.read(call, view -> {
            Page<String> page = lists.page("ListAccountAliases", call, request.marker(), request.maxItems())
                    .of(row(view, call).alias().stream().toList());
            return new ListAccountAliasesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
            GetAccountAuthorizationDetailsRequest request, Call call) {
        Wanted wanted = lists.page(
                "GetAccountAuthorizationDetails", call, request.marker(), request.maxItems(), request.filter());
        return store.read(call, view -> {
            return new AuthorizationDetails(view, call.account(), request, wanted).page();
        });
    }
}
