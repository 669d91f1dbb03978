package dev.nephele.gateway.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nephele.access.Guardrails;
import dev.nephele.gateway.record.Content;
import dev.nephele.gateway.record.Decoder;
import dev.nephele.gateway.record.Encoder;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.policy.Level;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What guards the resources of an account: its organization and the RCPs over it. */
final class Owners {
    private static final int VERSION = 1;
    /** How many accounts are kept. */
    private static final int KEPT = 1_000;

    private final Guardrails guardrails;
    private final Texts texts;
    private final Cache<AccountId, Owner> cache =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    Owners(Guardrails guardrails, Texts texts) {
        this.guardrails = guardrails;
        this.texts = texts;
    }

    /**
     * An account that owns resources.
     *
     * @param organization id and path of its organization
     * @param levels the RCPs, root first; empty where they do not apply
     * @param content the levels in the record, with their texts
     * @param reads what it was made from
     */
    record Owner(
            long version,
            Optional<Guardrails.Membership> organization,
            Optional<List<Level>> levels,
            Optional<Content.Whole> content,
            Reads reads) {}

    Owner of(NotedView view, AccountId account) {
        long version = guardrails.version(view);
        Owner owner = cache.getIfPresent(account);
        if (owner == null || owner.version() != version) {
            NotedView making = view.apart();
            owner = make(making, account, version, making.reads());
            cache.put(account, owner);
        }
        view.reads().include(owner.reads());
        return owner;
    }

    /** Forgets all, after the state was exchanged. */
    void forget() {
        cache.invalidateAll();
    }

    private Owner make(View view, AccountId account, long version, Reads reads) {
        Optional<Guardrails.Membership> organization = guardrails.of(view, account);
        Optional<List<PolicyRef.AtLevel>> levels = organization
                .filter(membership -> !membership.management())
                .flatMap(Guardrails.Membership::resourceControl)
                .map(all -> PolicyRef.AtLevel.all(PolicyType.RESOURCE_CONTROL, all, texts));
        return new Owner(
                version,
                organization,
                levels.map(all -> PolicyRef.AtLevel.bind(PolicyType.RESOURCE_CONTROL, all, texts)),
                levels.map(Owners::stored),
                reads);
    }

    private static Content.Whole stored(List<PolicyRef.AtLevel> levels) {
        Encoder out = new Encoder(256);
        out.octet(VERSION);
        Refs.writeLevels(out, Optional.of(levels));
        List<Content> parts = new ArrayList<>();
        levels.forEach(level -> level.policies().forEach(ref -> parts.add(ref.text())));
        return new Content.Whole(Content.of(out.toByteArray()), parts);
    }

    /** The levels behind a content. */
    static List<Level> read(byte[] bytes, Refs.Source source, Texts texts) {
        Decoder in = new Decoder(bytes);
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalStateException("levels of version " + version);
        }
        return PolicyRef.AtLevel.bind(
                PolicyType.RESOURCE_CONTROL,
                Refs.readLevels(in, PolicyType.RESOURCE_CONTROL, source).orElseThrow(),
                texts);
    }
}
