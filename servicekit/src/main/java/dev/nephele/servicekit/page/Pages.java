package dev.nephele.servicekit.page;

import dev.nephele.kernel.Call;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.Seal;
import dev.nephele.storage.table.KeyWriter;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of a service's lists. */
public final class Pages {
    private final Seal seal;
    private final String service;
    private final Function<String, RuntimeException> refusal;

    /**
     * @param service as in its actions, {@code sqs}
     * @param refusal what a token is answered with that is none of the list's
     */
    public Pages(CloudKey key, String service, Function<String, RuntimeException> refusal) {
        this.seal = key.seal("page-token");
        this.service = service;
        this.refusal = refusal;
    }

    /**
     * The list that a call asks for.
     *
     * @param operation its name
     * @param filter all members of the request on which it depends what the list holds and in which order: texts, numbers,
     *     truth values and collections of these, or null
     */
    public Listing of(String operation, Call call, @Nullable Object... filter) {
        KeyWriter bound = KeyWriter.empty()
                .text(service)
                .text(operation)
                .text(call.account().value())
                .text(call.region().code());
        for (Object value : filter) {
            write(bound, value);
        }
        return new Listing(seal, bound.toKey(), refusal);
    }

    private static void write(KeyWriter out, @Nullable Object value) {
        switch (value) {
            case null -> out.flag(false);
            case String text -> out.flag(true).text(text);
            case Boolean truth -> out.flag(true).flag(truth);
            case Number number -> out.flag(true).number(number.longValue());
            case Collection<?> values -> {
                out.flag(true).number(values.size());
                values.forEach(each -> write(out, each));
            }
            default -> throw new IllegalArgumentException("no filter of a list: " + value.getClass());
        }
    }
}
