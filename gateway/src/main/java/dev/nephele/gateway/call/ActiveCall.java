package dev.nephele.gateway.call;

import dev.nephele.gateway.record.Content;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.RequestIds;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.Manners;
import dev.nephele.model.ServiceModel;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through the pipeline. The stages fill it in their order; rules and operations see it as a
 * {@link dev.nephele.kernel.Call}. Used by the one thread that answers the call.
 */
public final class ActiveCall implements Undecided, AutoCloseable {
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
    private List<Decision.Pair> pairs = List.of();
    private List<Content> contents = List.of();
    private @Nullable Consumer<ActiveCall> judgement;
    private Optional<Admission> admission = Optional.empty();
    private boolean decided;
    private @Nullable String requestId;
    private @Nullable NotedView view;
    private byte @Nullable [] handed;
    private byte @Nullable [] committed;

    /**
     * What a call asks for.
     *
     * @param model of the service, or null if none was named
     * @param operation or empty
     * @param clientGone whether nobody waits for the answer any more
     * @param context condition keys of the call itself, such as {@code aws:ViaAWSService}, by key
     */
    public record Asked(
            @Nullable ServiceModel model,
            String operation,
            Origin origin,
            BooleanSupplier clientGone,
            Map<String, List<String>> context) {

        /** The service's id, or empty. */
        public String service() {
            return model == null ? "" : model.id();
        }

        private Manners manners() {
            return model == null ? Manners.USUAL : model.manners();
        }
    }

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
        this.sixteen = asked.manners().requestIds() == Manners.RequestIds.SIXTEEN;
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

    @Override
    public boolean isClientGone() {
        return asked.clientGone().getAsBoolean();
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
        addAll(Map.of(key, List.of(value)));
    }

    /** Adds condition keys to the call. */
    public void addAll(Map<String, List<String>> keys) {
        if (!keys.isEmpty()) {
            Map<String, List<String>> more = new HashMap<>(context);
            more.putAll(keys);
            context = more;
        }
    }

    /**
     * Has the call decided, on its view; and again on a newer one, if what was read there is no longer so when the call
     * commits.
     *
     * @param judge computes the rule, decides, and throws the refusal
     */
    public void judge(Consumer<ActiveCall> judge) {
        judgement = judge;
        judge.accept(this);
    }

    /**
     * Sets what was decided.
     *
     * @param judged one for each requirement of the rule, in the same order
     * @param unkept what the decision refers to and the record does not have yet
     */
    public void decide(Decision.Who as, Decision.Verdict overall, List<Decision.Pair> judged, List<Content> unkept) {
        who = as;
        verdict = overall;
        pairs = judged;
        contents = unkept;
        decided = true;
        admission = overall == Decision.Verdict.ALLOWED ? Optional.of(new Standing()) : Optional.empty();
    }

    @Override
    public NotedView view() {
        NotedView open = view;
        if (open == null) {
            open = store.noted();
            view = open;
        }
        return open;
    }

    @Override
    public boolean refused(int requirement) {
        return requirement >= pairs.size() || pairs.get(requirement).verdict() != Decision.Verdict.ALLOWED;
    }

    @Override
    public Optional<Admission> admission() {
        if (!decided) {
            throw new IllegalStateException("a call cannot read or write before it is decided");
        }
        return admission;
    }

    /** The decision as the store sees it, until a commit has carried it. */
    private final class Standing implements Admission {
        @Override
        public View basis() {
            return view();
        }

        @Override
        public void renew(View newer) {
            close();
            view = NotedView.of(newer);
            Objects.requireNonNull(judgement).accept(ActiveCall.this);
        }

        @Override
        public void rows(Row row) {
            handed = log.rows(decision(), contents, row);
        }

        @Override
        public void carried() {
            committed = handed;
            log.kept(contents, number);
            contents = List.of();
            admission = Optional.empty();
        }
    }

    /** The encoded decision, if a commit has carried it. */
    public byte @Nullable [] committed() {
        return committed;
    }

    /** What the decision refers to and the record does not have yet. */
    public List<Content> contents() {
        return contents;
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

    /** Lets go of the state on which the call is or was decided; what was read of it stays known. */
    @Override
    public void close() {
        NotedView open = view;
        if (open != null) {
            open.close();
        }
    }
}
