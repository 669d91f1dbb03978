package dev.nephele.gateway.call;

import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.RequestIds;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.View;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through the pipeline. The stages fill it in their order; rules and operations see it as a
 * {@link Call}. Used by the one thread that answers the call.
 */
public final class ActiveCall implements Call, AutoCloseable {
    private final Store store;
    private final RecordLog log;
    private final long number;
    private final boolean sixteen;
    private final Instant instant;
    private final Asked asked;
    private Identity identity;
    private Map<String, List<String>> context;
    private Decision.Who who = new Decision.Who("anonymous", "", null);
    private Decision.Verdict verdict = Decision.Verdict.NOT_DECIDED;
    private List<Requirement> requirements = List.of();
    private List<Decision.Pair> pairs = List.of();
    private boolean decided;
    private @Nullable String requestId;
    private @Nullable StoreView view;
    private @Nullable Evidence evidence;

    /**
     * What a call asks for.
     *
     * @param service the service's id, or empty
     * @param operation or empty
     * @param context condition keys of the call itself, such as {@code aws:ViaAWSService}, by key
     */
    public record Asked(String service, String operation, Origin origin, Map<String, List<String>> context) {}

    /** In whose name and where a call acts. */
    public record Identity(Caller caller, AccountId account, Region region) {}

    /**
     * What all calls are made from.
     *
     * @param log keeps the record
     */
    public record Source(Store store, RecordLog log, RequestIds ids, Clock clock) {
        /** A call that has just begun. */
        public ActiveCall begin(Asked asked, Identity identity) {
            return new ActiveCall(this, asked, identity);
        }
    }

    private ActiveCall(Source source, Asked asked, Identity identity) {
        this.store = source.store();
        this.log = source.log();
        this.number = source.ids().next();
        this.instant = source.clock().now();
        this.sixteen = asked.service().equals("s3");
        this.asked = asked;
        this.identity = identity;
        this.context = asked.context();
    }

    @Override
    public AccountId account() {
        return identity.account();
    }

    @Override
    public Region region() {
        return identity.region();
    }

    @Override
    public Caller caller() {
        return identity.caller();
    }

    @Override
    public String requestId() {
        String id = requestId;
        if (id == null) {
            id = sixteen ? RequestIds.sixteen(number) : RequestIds.uuid(number);
            requestId = id;
        }
        return id;
    }

    @Override
    public Instant instant() {
        return instant;
    }

    @Override
    public Origin origin() {
        return asked.origin();
    }

    /** What the call asks for. */
    public Asked asked() {
        return asked;
    }

    /** The number behind the request id. */
    public long number() {
        return number;
    }

    /** Sets who was authenticated. */
    public void identify(Identity authenticated, Decision.Who as) {
        identity = authenticated;
        who = as;
    }

    /** Condition keys of the call itself, by key. */
    public Map<String, List<String>> context() {
        return context;
    }

    /** Adds a condition key to the call. */
    public void add(String key, String value) {
        Map<String, List<String>> more = new HashMap<>(context);
        more.put(key, List.of(value));
        context = more;
    }

    /** Sets the account in which an anonymous call acts. */
    public void actIn(AccountId account) {
        identity = new Identity(identity.caller(), account, identity.region());
    }

    /**
     * Sets what was decided, and lets go of the view on which it was.
     *
     * @param judged one for each requirement, in the same order
     */
    public void decide(Decision.Who as, Decision.Verdict overall, List<Requirement> asked, List<Decision.Pair> judged) {
        who = as;
        verdict = overall;
        requirements = asked;
        pairs = judged;
        decided = true;
        close();
    }

    @Override
    public View view() {
        StoreView open = view;
        if (open == null) {
            open = store.view();
            view = open;
        }
        return open;
    }

    @Override
    public boolean refused(Requirement requirement) {
        int at = requirements.indexOf(requirement);
        return at < 0 || pairs.get(at).verdict() != Decision.Verdict.ALLOWED;
    }

    @Override
    public Evidence evidence() {
        if (!decided) {
            throw new IllegalStateException("a call cannot write before it is decided");
        }
        Evidence row = evidence;
        if (row == null) {
            row = log.evidence(decision());
            evidence = row;
        }
        return row;
    }

    /** The evidence, if a transaction has asked for it. */
    public Optional<Evidence> evidenceGiven() {
        return Optional.ofNullable(evidence);
    }

    /** What is known of the call's decision by now. */
    public Decision decision() {
        Origin origin = asked.origin();
        return new Decision(
                new Decision.Id(number, sixteen),
                instant,
                who,
                new Decision.What(
                        asked.service(), asked.operation(), Optional.of(identity.account()), identity.region()),
                new Decision.From(
                        origin.sourceIp().orElse(""), origin.userAgent().orElse(""), origin.secure(), context),
                verdict,
                pairs);
    }

    /** Lets go of the view, if one was taken; a later one is newer. */
    @Override
    public void close() {
        StoreView open = view;
        if (open != null) {
            view = null;
            open.close();
        }
    }
}
