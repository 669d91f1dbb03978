package dev.nephele.testkit;

import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import dev.nephele.model.Operation;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.storage.StoreView;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who calls a cloud, from the address {@code 127.0.0.1} and not over TLS. Refusals are those of the service's first
 * protocol. Immutable.
 */
public final class Client {
    private static final Origin ORIGIN = new Origin(
            Optional.of("127.0.0.1"),
            Optional.of("test"),
            Optional.empty(),
            Optional.empty(),
            false,
            "http://localhost");

    private final Cloud cloud;
    private final Caller caller;
    private final AccountId account;
    private final Region region;

    Client(Cloud cloud, Caller caller, AccountId account, Region region) {
        this.cloud = cloud;
        this.caller = caller;
        this.account = account;
        this.region = region;
    }

    /** The same caller at the endpoint of another Region. */
    public Client in(String code) {
        return new Client(cloud, caller, account, new Region(code));
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    /**
     * What an operation answers.
     *
     * @throws ServiceException the refusal
     */
    public <I extends Structure, O extends Structure> O call(Operation<I, O> operation, I input) {
        return cloud.ground()
                .internalCalls()
                .answer(operation, input, ORIGIN, new ActiveCall.Identity(caller, account, region));
    }

    /**
     * How an operation refuses.
     *
     * @throws AssertionError if it answers
     */
    public <I extends Structure, O extends Structure> Refusal refusal(Operation<I, O> operation, I input) {
        return Refusal.of(() -> call(operation, input));
    }

    /** What the rule of an operation demands, as the decision is given it but for what the gateway adds. */
    public <I extends Structure, O extends Structure> List<Requirement> requirements(
            Operation<I, O> operation, I input) {
        Operation.Binding<I, O> binding = binding(operation);
        try (StoreView view = cloud.ground().store().view()) {
            return binding.rule()
                    .requirements(input, new RuledCall(account, region, caller, cloud.now(), ORIGIN, view));
        }
    }

    @SuppressWarnings("unchecked") // the binding is of the operation that was asked for
    private <I extends Structure, O extends Structure> Operation.Binding<I, O> binding(Operation<I, O> operation) {
        return (Operation.Binding<I, O>) cloud.services().stream()
                .flatMap(service -> service.bindings().stream())
                .filter(binding -> binding.operation() == operation)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(operation + " is not served"));
    }
}
