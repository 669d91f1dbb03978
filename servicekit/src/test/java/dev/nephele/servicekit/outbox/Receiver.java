package dev.nephele.servicekit.outbox;

import dev.nephele.kernel.ServiceCalls;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A called service that notes what it is sent and answers, or refuses, as a test says. */
final class Receiver implements ServiceCalls {
    private static final Schema TEXT = Schema.scalar("Text", Schema.Kind.STRING).build();
    private static final Schema NOTE = Schema.structure("Note", values -> new Note(String.valueOf(values[0])))
            .member(Member.of("Text", TEXT))
            .build();

    static final Operation<Note, Note> TAKE = new Operation<>(
            "receiver",
            "Take",
            new Operation.Http("POST", "/", 200),
            Operation.Shapes.of(NOTE, NOTE, List.of()),
            Operation.Traits.NONE);

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<As> callers = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentHashMap<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile Function<String, Optional<RuntimeException>> refusal = text -> Optional.empty();

    /** Input and answer. */
    record Note(String text) implements Structure {
        @Override
        public Schema schema() {
            return NOTE;
        }

        @Override
        public @Nullable Object member(int index) {
            return text;
        }
    }

    /** How it answers from now on. */
    void refuse(Function<String, Optional<RuntimeException>> how) {
        refusal = how;
    }

    static RuntimeException error(String code, int status) {
        return ServiceException.of(code, status, null);
    }

    /** What was taken, in order. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    List<As> callers() {
        return List.copyOf(callers);
    }

    int timesAsked(String text) {
        return asked.getOrDefault(text, 0);
    }

    @Override
    @SuppressWarnings("unchecked") // there is one operation
    public <I, O> O invoke(Target<I, O> operation, I input, As as) {
        String text = ((Note) input).text();
        asked.merge(text, 1, Integer::sum);
        refusal.apply(text).ifPresent(thrown -> {
            throw thrown;
        });
        taken.add(text);
        callers.add(as);
        return (O) new Note("answer to " + text);
    }
}
