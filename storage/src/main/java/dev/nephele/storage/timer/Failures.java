package dev.nephele.storage.timer;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * Failures that nobody foresaw, on their way to a log that whoever can cause one must not fill: the first of a kind is
 * written with its trace, the second, fourth, eighth … as a line with their number, the others not at all. Failures are
 * of one kind if their types and the innermost {@value #FRAMES} frames are the same, through all causes. At most
 * {@value #MOST_KINDS} kinds are told apart; what comes later is one kind.
 */
public final class Failures {
    private static final int FRAMES = 4;
    private static final int MOST_KINDS = 500;
    private static final int MOST_CAUSES = 8;

    private final Logger log;
    private final Map<Integer, Long> seen = new HashMap<>();

    public Failures(Logger log) {
        this.log = log;
    }

    /** The line of a failure, to be completed by its fields and its text. */
    public LoggingEventBuilder error(Throwable failure) {
        long times = count(failure);
        if (times == 1) {
            return log.atError().setCause(failure);
        }
        if (Long.bitCount(times) > 1) {
            return NOPLoggingEventBuilder.singleton();
        }
        return log.atError()
                .addKeyValue("failure", failure.getClass().getName())
                .addKeyValue("times", times);
    }

    private synchronized long count(Throwable failure) {
        int kind = kind(failure);
        return seen.merge(seen.size() < MOST_KINDS || seen.containsKey(kind) ? kind : 0, 1L, Long::sum);
    }

    private static int kind(Throwable failure) {
        int hash = 1;
        Throwable one = failure;
        for (int depth = 0; one != null && depth < MOST_CAUSES; depth++, one = one.getCause()) {
            hash = 31 * hash + one.getClass().getName().hashCode();
            StackTraceElement[] trace = one.getStackTrace();
            for (int i = 0; i < trace.length && i < FRAMES; i++) {
                hash = 31 * hash + trace[i].hashCode();
            }
        }
        return hash;
    }
}
