package dev.nephele.gateway.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nephele.gateway.record.Content;
import dev.nephele.gateway.record.Decoder;
import dev.nephele.gateway.record.Encoder;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.policy.ResourcePolicies;
import dev.nephele.policy.language.KeyGrant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies of resources, compiled, and as contents of the record. */
final class Resources {
    private static final int VERSION = 1;
    /** How many policies of resources are kept. */
    private static final int KEPT = 10_000;

    private final Texts texts;
    private final Cache<ResourcePolicy, Bound> cache =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    Resources(Texts texts) {
        this.texts = texts;
    }

    /** A resource's policy with its place in the record. */
    record Bound(ResourcePolicies policies, Content.Whole content) {}

    Bound of(ResourcePolicy policy) {
        Bound bound = cache.getIfPresent(policy);
        if (bound == null) {
            bound = new Bound(compile(policy), stored(policy));
            cache.put(policy, bound);
        }
        return bound;
    }

    private ResourcePolicies compile(ResourcePolicy policy) {
        return ResourcePolicies.of(
                policy.kind(),
                policy.document().map(texts::compile),
                policy.grants().stream().map(KeyGrant::of).toList());
    }

    private Content.Whole stored(ResourcePolicy policy) {
        Encoder out = new Encoder(128);
        List<Content> parts = new ArrayList<>(1);
        out.octet(VERSION).octet(policy.kind().ordinal()).flag(policy.document().isPresent());
        policy.document().ifPresent(document -> {
            Content text = texts.content(document);
            out.raw(text.hash());
            parts.add(text);
        });
        out.number(policy.grants().size());
        policy.grants().forEach(grant -> write(out, grant));
        return new Content.Whole(Content.of(out.toByteArray()), parts);
    }

    private static void write(Encoder out, ResourcePolicy.Grant grant) {
        out.text(grant.grantId())
                .text(grant.grantee())
                .texts(grant.operations().stream().sorted().toList());
        write(out, grant.encryptionContextEquals());
        write(out, grant.encryptionContextSubset());
    }

    private static void write(Encoder out, Optional<Map<String, String>> pairs) {
        out.flag(pairs.isPresent());
        pairs.ifPresent(out::map);
    }

    /** The policies behind a content. */
    ResourcePolicies read(byte[] bytes, Refs.Source source) {
        Decoder in = new Decoder(bytes);
        int version = in.octet();
        if (version != VERSION) {
            throw new IllegalStateException("resource policy of version " + version);
        }
        ResourcePolicy.Kind kind = ResourcePolicy.Kind.values()[in.octet()];
        Optional<Content> text =
                in.flag() ? Optional.of(Content.of(source.text(in.raw(Content.HASH_LENGTH)))) : Optional.empty();
        int count = in.length();
        List<KeyGrant> grants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            grants.add(KeyGrant.of(
                    new ResourcePolicy.Grant(in.text(), in.text(), new HashSet<>(in.texts()), pairs(in), pairs(in))));
        }
        return ResourcePolicies.of(kind, text.map(texts::compile), grants);
    }

    private static Optional<Map<String, String>> pairs(Decoder in) {
        return in.flag() ? Optional.of(in.map()) : Optional.empty();
    }
}
