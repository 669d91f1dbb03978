package dev.nephele.gateway.decision;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.nephele.gateway.record.Content;
import dev.nephele.policy.language.Policies;
import dev.nephele.policy.language.Policy;
import java.nio.charset.StandardCharsets;

/** Policy texts: compiled, and as contents of the record. Both are remembered, bounded by characters. */
final class Texts {
    private final Policies policies;
    private final LoadingCache<String, Content> contents;

    Texts(Policies policies) {
        this.policies = policies;
        this.contents = Caffeine.newBuilder()
                .maximumWeight(Policies.DEFAULT_CHARACTERS)
                .weigher((String text, Content content) -> text.length() + 64)
                .executor(Runnable::run)
                .build(text -> Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    Content content(String document) {
        return contents.get(document);
    }

    Policy compile(String document) {
        return policies.compile(document);
    }

    Policy compile(Content document) {
        return policies.compile(new String(document.bytes(), StandardCharsets.UTF_8));
    }
}
