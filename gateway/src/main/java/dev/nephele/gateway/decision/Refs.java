package dev.nephele.gateway.decision;

import dev.nephele.gateway.record.Content;
import dev.nephele.gateway.record.Decoder;
import dev.nephele.gateway.record.Encoder;
import dev.nephele.policy.language.PolicyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** References to policies in the binary form of the record. */
final class Refs {
    private Refs() {}

    /** Finds the text behind a hash. */
    @FunctionalInterface
    interface Source {
        byte[] text(byte[] hash);
    }

    static void write(Encoder out, List<PolicyRef> policies) {
        out.number(policies.size());
        for (PolicyRef ref : policies) {
            out.text(ref.name()).text(ref.arn().orElse("")).raw(ref.text().hash());
        }
    }

    static List<PolicyRef> read(Decoder in, PolicyType type, Source source) {
        int count = in.length();
        List<PolicyRef> policies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.text();
            String arn = in.text();
            Content text = Content.of(source.text(in.raw(Content.HASH_LENGTH)));
            policies.add(new PolicyRef(type, name, arn.isEmpty() ? Optional.empty() : Optional.of(arn), text));
        }
        return List.copyOf(policies);
    }

    static void writeOptional(Encoder out, Optional<List<PolicyRef>> policies) {
        out.flag(policies.isPresent());
        policies.ifPresent(present -> write(out, present));
    }

    static Optional<List<PolicyRef>> readOptional(Decoder in, PolicyType type, Source source) {
        return in.flag() ? Optional.of(read(in, type, source)) : Optional.empty();
    }

    static void writeLevels(Encoder out, Optional<List<PolicyRef.AtLevel>> levels) {
        out.flag(levels.isPresent());
        levels.ifPresent(present -> {
            out.number(present.size());
            for (PolicyRef.AtLevel level : present) {
                out.text(level.target());
                write(out, level.policies());
            }
        });
    }

    static Optional<List<PolicyRef.AtLevel>> readLevels(Decoder in, PolicyType type, Source source) {
        if (!in.flag()) {
            return Optional.empty();
        }
        int count = in.length();
        List<PolicyRef.AtLevel> levels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            levels.add(new PolicyRef.AtLevel(in.text(), read(in, type, source)));
        }
        return Optional.of(List.copyOf(levels));
    }
}
