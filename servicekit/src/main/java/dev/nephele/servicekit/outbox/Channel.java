package dev.nephele.servicekit.outbox;

import dev.nephele.kernel.ServiceCalls;
import dev.nephele.model.Operation;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.servicekit.shape.ShapeCodec;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Scan;
import dev.nephele.storage.timer.Timer;
import dev.nephele.storage.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of one service's letters to one operation. */
public final class Channel<I extends Structure, O extends Structure> {
    /** How many attempts a letter is ever given, whatever the terms: those of SNS for AWS's own endpoints. */
    static final int MOST_ATTEMPTS = 100_015;

    /** How many letters of a lane are delivered before that is committed. */
    private static final int STEP = 10;

    private static final String ALONE = "letter/";
    private static final String TOGETHER = "group/";

    private final Outbox.Means means;
    private final String name;
    private final Operation<I, O> operation;
    private final Terms<I, O> terms;
    private final RowCodec<I> input;

    Channel(Outbox.Means means, String name, Operation<I, O> operation, Terms<I, O> terms) {
        this.means = means;
        this.name = name;
        this.operation = operation;
        this.terms = terms;
        this.input = ShapeCodec.of(operation::input);
        means.timers().handle(kind(), (Timers.Errand) this::deliver);
    }

    /** A new letter, with an id of its own. Made outside of transactions, which may run several times. */
    public Letter<I> letter(I content, ServiceCalls.As.Service as) {
        return new Letter<>(means.ids().uuid(), content, as, Optional.empty());
    }

    /** Sends a letter: the call is made when the transaction has committed, within milliseconds. */
    public void send(Transaction transaction, Letter<I> letter) {
        Instant now = means.clock().now();
        String lane = letter.group().map(group -> TOGETHER + group).orElse(ALONE + letter.id());
        Posted.Place last =
                letter.group().isEmpty() ? null : lane(lane).reverse().firstKey(transaction);
        Outbox.LETTERS.put(
                transaction,
                new Posted.Place(name, lane, last == null ? 0 : last.number() + 1),
                new Posted(letter.id(), Posted.Sender.of(letter.as()), now, 0, input.encode(letter.input())));
        if (means.timers().due(transaction, kind(), lane).isEmpty()) {
            means.timers().set(transaction, Timer.once(kind(), lane, now));
        }
    }

    private String kind() {
        return "outbox." + name;
    }

    private Scan<Posted.Place, Posted> lane(String lane) {
        return Outbox.LETTERS.scan().under(out -> out.text(name).text(lane));
    }

    /** One delivery, and how it ended. */
    private sealed interface Outcome<I extends Structure, O> {
        Waiting<I> letter();

        record Answered<I extends Structure, O>(Waiting<I> letter, O output) implements Outcome<I, O> {}

        record Refused<I extends Structure, O>(Waiting<I> letter, ServiceException refusal) implements Outcome<I, O> {}
    }

    private record Waiting<I extends Structure>(Posted.Place place, Posted posted, Letter<I> letter) {}

    /** Delivers the first letters of a lane, until one is refused, and answers what follows from it. */
    private Timers.Handler deliver(Timer timer) {
        List<Outcome<I, O>> outcomes = new ArrayList<>();
        for (Waiting<I> each : waiting(timer.id())) {
            Outcome<I, O> outcome = deliver(each);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Refused) {
                break;
            }
        }
        return (transaction, fired) -> conclude(transaction, fired.id(), outcomes);
    }

    private List<Waiting<I>> waiting(String lane) {
        Optional<String> group =
                lane.startsWith(TOGETHER) ? Optional.of(lane.substring(TOGETHER.length())) : Optional.empty();
        try (StoreView view = means.store().view()) {
            return lane(lane).limit(STEP).list(view, (place, posted) -> {
                I content = input.decode(posted.input());
                return new Waiting<>(
                        place,
                        posted,
                        new Letter<>(posted.id(), content, posted.sender().as(), group));
            });
        }
    }

    private Outcome<I, O> deliver(Waiting<I> waiting) {
        Letter<I> letter = waiting.letter;
        try {
            return new Outcome.Answered<>(waiting, means.calls().invoke(operation, letter.input(), letter.as()));
        } catch (ServiceException refusal) {
            return new Outcome.Refused<>(waiting, refusal);
        }
    }

    private void conclude(Transaction transaction, String lane, List<Outcome<I, O>> outcomes) {
        Instant due = means.clock().now();
        for (Outcome<I, O> outcome : outcomes) {
            Waiting<I> waiting = outcome.letter();
            Posted now = Outbox.LETTERS.get(transaction, waiting.place);
            if (now == null || !now.id().equals(waiting.posted.id())) {
                continue;
            }
            switch (outcome) {
                case Outcome.Answered<I, O> answered -> {
                    Outbox.LETTERS.delete(transaction, waiting.place);
                    terms.answered(transaction, waiting.letter, answered.output());
                }
                case Outcome.Refused<I, O> refused -> {
                    Optional<Duration> wait = refused(transaction, waiting, refused.refusal());
                    due = due.plus(wait.orElse(Duration.ZERO));
                }
            }
        }
        if (!lane(lane).isEmpty(transaction)) {
            means.timers().set(transaction, Timer.once(kind(), lane, due));
        }
    }

    /** Answers how long the letter waits; empty if it was given up. */
    private Optional<Duration> refused(Transaction transaction, Waiting<I> waiting, ServiceException refusal) {
        Posted tried = waiting.posted.tried();
        Duration age = Duration.between(tried.sent(), means.clock().now());
        Attempt attempt = new Attempt(tried.attempts(), age, refusal);
        Optional<Duration> wait = terms.again(waiting.letter, attempt).filter(_ -> attempt.number() < MOST_ATTEMPTS);
        if (wait.isPresent()) {
            Outbox.LETTERS.put(transaction, waiting.place, tried);
        } else {
            Outbox.LETTERS.delete(transaction, waiting.place);
            terms.givenUp(transaction, waiting.letter, attempt);
        }
        return wait;
    }
}
