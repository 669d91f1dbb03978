package dev.nephele.model;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.kernel.Undecided;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is served: its shapes, and the HTTP form it has in REST protocols. The shapes are asked for when a
 * request needs them, so that a service of many operations starts without making their schemas.
 *
 * @param <I> the input record
 * @param <O> the output record
 */
public final class Operation<I extends Structure, O extends Structure> implements ServiceCalls.Target<I, O> {
    private final String service;
    private final String name;
    private final Http http;
    private final Shapes shapes;
    private final Traits traits;

    public Operation(String service, String name, Http http, Shapes shapes, Traits traits) {
        this.service = service;
        this.name = name;
        this.http = http;
        this.shapes = shapes;
        this.traits = traits;
    }

    /** The id of its service, as {@link ServiceModel#id()}. */
    public String service() {
        return service;
    }

    public String name() {
        return name;
    }

    public Http http() {
        return http;
    }

    /** The input's schema; an operation without input has an empty structure. */
    public Schema input() {
        return shapes.input();
    }

    /** The output's schema; likewise. */
    public Schema output() {
        return shapes.output();
    }

    /** The schemas of the modelled errors. */
    public List<Schema> errors() {
        return shapes.errors();
    }

    /** Whether the input has a body that is read while the operation runs. */
    public boolean streams() {
        return input().streams();
    }

    public Traits traits() {
        return traits;
    }

    /** The shapes of one operation. */
    public interface Shapes {
        Schema input();

        Schema output();

        List<Schema> errors();

        /** Shapes that exist already. */
        static Shapes of(Schema input, Schema output, List<Schema> errors) {
            return new Shapes() {
                @Override
                public Schema input() {
                    return input;
                }

                @Override
                public Schema output() {
                    return output;
                }

                @Override
                public List<Schema> errors() {
                    return errors;
                }
            };
        }
    }

    /**
     * The HTTP form.
     *
     * @param uri the path template with query, such as {@code /{Bucket}/{Key+}?uploads}
     * @param status of a successful answer
     */
    public record Http(String method, String uri, int status) {}

    /**
     * What else the model says of an operation.
     *
     * @param inputName the XML element or wrapper of the input where the model names one, or null
     * @param inputNamespace the namespace of that element, or null
     * @param resultWrapper the element that wraps a query answer, or null
     * @param unsigned whether AWS accepts the operation without a signature
     * @param unsignedPayload whether the payload may be left out of the signature
     * @param checksumRequired whether the request must carry a checksum of its body
     */
    public record Traits(
            @Nullable String inputName,
            Schema.@Nullable XmlNamespace inputNamespace,
            @Nullable String resultWrapper,
            boolean unsigned,
            boolean unsignedPayload,
            boolean checksumRequired) {
        public static final Traits NONE = new Traits(null, null, null, false, false, false);
    }

    /** The behaviour of an operation together with the rule that must allow it. */
    public record Binding<I extends Structure, O extends Structure>(
            Operation<I, O> operation, Behaviour<I, O> behaviour, Rule<I> rule) {}

    /** What an operation does. */
    @FunctionalInterface
    public interface Behaviour<I, O> {
        O invoke(I input, Call call);
    }

    /** What a caller needs to be allowed before an operation is invoked, from the typed input and {@link Undecided#view()}. */
    @FunctionalInterface
    public interface Rule<I> {
        List<Requirement> requirements(I input, Undecided call);
    }

    /** Service and operation name, such as {@code sqs:SendMessage}. */
    @Override
    public String toString() {
        return service + ':' + name;
    }
}
