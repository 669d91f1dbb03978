package dev.nephele.gateway.record;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one call, with everything needed to decide it again: who asked, for what, from where, each
 * (action, resource) pair with its context, and the hashes of all policies that applied.
 *
 * <p>Row layout, version 2, in the form of {@link Encoder}: version octet; flags octet (1 S3 form of the id, 2 stored by
 * the call's own commit, 4 TLS, 8 a profile follows); virtual time in microseconds since 1970; who; what; from where;
 * verdict octet; count and pairs.
 *
 * @param id of the call
 * @param at the virtual time of the call
 * @param who asked
 * @param what was asked for
 * @param from where
 * @param verdict over all pairs
 * @param pairs in the order of the rule; empty when the call did not get so far
 */
public record Decision(Id id, Instant at, Who who, What what, From from, Verdict verdict, List<Pair> pairs) {
    /** Version 1 had no words: every condition key and value stood as text. */
    private static final int VERSION = 2;

    private static final int SIXTEEN = 1;
    private static final int COMMITTED = 2;
    private static final int SECURE = 4;
    private static final int PROFILE = 8;

    /** How a call, or one of its pairs, was judged. */
    public enum Verdict {
        ALLOWED("Allowed"),
        EXPLICITLY_DENIED("ExplicitlyDenied"),
        IMPLICITLY_DENIED("ImplicitlyDenied"),
        /** Refused before any policy was looked at: no service, no operation, bad signature, unreadable or invalid input. */
        NOT_DECIDED("NotDecided");

        private static final Verdict[] ALL = values();
        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** As the admin endpoints write it. */
        public String text() {
            return text;
        }
    }

    /**
     * The name of a call.
     *
     * @param number behind the request id
     * @param sixteen whether the client saw the id in the form of S3
     */
    public record Id(long number, boolean sixteen) {}

    /**
     * Who asked.
     *
     * @param name the principal's ARN, the service's name, or {@code anonymous}
     * @param accessKeyId of the signature; empty if there was none
     * @param profile the hash of what was known of the principal; null when the call was not authenticated
     */
    public record Who(String name, String accessKeyId, byte @Nullable [] profile) {}

    /** What was asked for; service and operation are empty when the request named none that is known. */
    public record What(String service, String operation, Optional<AccountId> account, Region region) {}

    /**
     * Where the call came from.
     *
     * @param context condition keys of the call itself that are not those of its pairs or of its principal, by key
     */
    public record From(String sourceIp, String userAgent, boolean secure, Map<String, List<String>> context) {}

    /**
     * One judged pair.
     *
     * @param requirement action, resource, owner and context; read back, it is without policy
     * @param policy the hash of the resource's own policy and grants; null if it had none
     * @param guard the hash of the resource control policies over its owner; null if there were none
     */
    public record Pair(Requirement requirement, Verdict verdict, byte @Nullable [] policy, byte @Nullable [] guard) {}

    /** The row of this decision. */
    byte[] encode(boolean committed) {
        byte[] profile = who.profile();
        Encoder out = new Encoder(512);
        out.octet(VERSION);
        out.octet((id.sixteen() ? SIXTEEN : 0)
                | (committed ? COMMITTED : 0)
                | (from.secure() ? SECURE : 0)
                | (profile != null ? PROFILE : 0));
        out.number(at.getEpochSecond() * 1_000_000L + at.getNano() / 1_000);
        out.text(who.name()).text(who.accessKeyId());
        if (profile != null) {
            out.raw(profile);
        }
        out.text(what.service()).text(what.operation());
        out.text(what.account().map(AccountId::value).orElse(""))
                .text(what.region().code());
        out.text(from.sourceIp()).text(from.userAgent()).keys(from.context());
        out.octet(verdict.ordinal());
        out.number(pairs.size());
        for (Pair pair : pairs) {
            encode(out, pair);
        }
        return out.toByteArray();
    }

    private static void encode(Encoder out, Pair pair) {
        Requirement requirement = pair.requirement();
        byte[] policy = pair.policy();
        byte[] guard = pair.guard();
        out.octet((requirement.perItem() ? 1 : 0) | (policy != null ? 2 : 0) | (guard != null ? 4 : 0));
        out.octet(pair.verdict().ordinal());
        out.text(requirement.action()).text(requirement.resource());
        out.text(requirement.owner().value());
        if (policy != null) {
            out.raw(policy);
        }
        if (guard != null) {
            out.raw(guard);
        }
        out.keys(requirement.context());
    }

    /** Whether a row was stored by the commit of its call, without an event as yet. */
    static boolean committed(byte[] row) {
        return (row[1] & COMMITTED) != 0;
    }

    /** Reads a row back. */
    static Decision decode(long number, byte[] row) {
        Decoder in = new Decoder(row);
        int version = in.octet();
        if (version < 1 || version > VERSION) {
            throw new IllegalStateException("decision of version " + version);
        }
        int flags = in.octet();
        long micros = in.number();
        Instant at =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        Who who = new Who(in.text(), in.text(), (flags & PROFILE) != 0 ? in.raw(Content.HASH_LENGTH) : null);
        String service = in.text();
        String operation = in.text();
        String account = in.text();
        What what = new What(
                service,
                operation,
                account.isEmpty() ? Optional.empty() : Optional.of(new AccountId(account)),
                new Region(in.text()));
        From from = new From(in.text(), in.text(), (flags & SECURE) != 0, keys(version, in));
        Verdict verdict = Verdict.ALL[in.octet()];
        int count = in.length();
        List<Pair> pairs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pairs.add(pair(version, in));
        }
        return new Decision(new Id(number, (flags & SIXTEEN) != 0), at, who, what, from, verdict, List.copyOf(pairs));
    }

    private static Map<String, List<String>> keys(int version, Decoder in) {
        return version == 1 ? in.lists() : in.keys();
    }

    private static Pair pair(int version, Decoder in) {
        int flags = in.octet();
        Verdict verdict = Verdict.ALL[in.octet()];
        String action = in.text();
        String resource = in.text();
        AccountId owner = new AccountId(in.text());
        byte[] policy = (flags & 2) != 0 ? in.raw(Content.HASH_LENGTH) : null;
        byte[] guard = (flags & 4) != 0 ? in.raw(Content.HASH_LENGTH) : null;
        Map<String, List<String>> context = keys(version, in);
        return new Pair(
                new Requirement(action, resource, owner, Optional.empty(), context, (flags & 1) != 0),
                verdict,
                policy,
                guard);
    }
}
