package dev.nephele.bench;

import static dev.nephele.bench.Yardstick.DIGESTS;
import static dev.nephele.bench.Yardstick.ECHOES;
import static dev.nephele.bench.Yardstick.SYNCS;

import java.util.Locale;
import java.util.Set;

/** Everything that is measured, with what is promised of it. */
enum Promise {
    DECISIONS("decide/s, one thread", 1_000_000, DIGESTS),
    START("start to first authorized answer, s (median)", -0.45, DIGESTS),
    IDLE("resident memory when idle, MB", -100),
    PUT("s3 PUT of 1 KiB/s", 10_800, DIGESTS, ECHOES, SYNCS),
    GET("s3 GET of 1 KiB/s", 28_000, DIGESTS, ECHOES),
    PUT_LARGE("s3 PUT of 1 MiB/s", 450, DIGESTS, SYNCS),
    GET_LARGE("s3 GET of 1 MiB/s", 2_150, DIGESTS, ECHOES),
    IDENTITY("sts GetCallerIdentity/s", 33_500, DIGESTS, ECHOES),
    USER("iam GetUser/s", 29_900, DIGESTS, ECHOES),
    SEND("sqs SendMessage/s", 14_000, DIGESTS, ECHOES, SYNCS),
    SEND_BATCH("sqs SendMessageBatch of ten/s", 0, DIGESTS, ECHOES, SYNCS),
    RECEIVE("sqs ReceiveMessage/s of a deep queue", 6_000, DIGESTS, ECHOES, SYNCS),
    ATTRIBUTES("sqs GetQueueAttributes/s of a deep queue", 0, DIGESTS, ECHOES),
    IN_FLIGHT("sqs ReceiveMessage, 100,000 in flight: slower ×", -1.5),
    AFTER("resident memory a minute after the loads, MB", -250),

    GREAT_LIST("s3 ListObjectsV2 among 1,000,000: slower ×", -1.5),
    GREAT_GET("s3 GET among 1,000,000: slower ×", -1.5),
    GREAT_PUT("s3 PUT among 1,000,000: slower ×", -1.5),
    GREAT_ROLE("iam GetRole among 100,000: slower ×", -1.5),
    GREAT_ASSUME("sts AssumeRole among 100,000: slower ×", -1.5),
    GREAT_ATTRIBUTES("sqs GetQueueAttributes of 100,000: slower ×", -1.5),
    GREAT_SEND("sqs SendMessage to 100,000: slower ×", -1.5),
    GREAT_SWEEP("sweep among 1,000,000 objects: slower ×", -1.5),
    GREAT_IDLE("processor time when idle with all of it: more ×", -1.5);

    /** A measurement within this part of the target is as good as the target, for a load varies by so much. */
    private static final double SLACK = 0.05;

    private final String what;
    private final double target;
    private final Set<Yardstick> yardsticks;

    /**
     * Something that is measured.
     *
     * @param target negative if less is better, 0 if nothing is promised
     * @param yardsticks what of the machine moves it
     */
    Promise(String what, double target, Yardstick... yardsticks) {
        this.what = what;
        this.target = target;
        this.yardsticks = Set.of(yardsticks);
    }

    /** The words of its row, and its name in the file of landed figures. */
    String what() {
        return what;
    }

    Set<Yardstick> yardsticks() {
        return yardsticks;
    }

    /** How many times as good as another figure a figure is. */
    double ratio(double figure, double other) {
        return target < 0 ? other / figure : figure / other;
    }

    /** What a figure of another machine would be on one that is so many times as fast. */
    double moved(double figure, double speed) {
        return target < 0 ? figure / speed : figure * speed;
    }

    /** Whether a figure is as good as promised; true if nothing is. */
    boolean isKept(double figure) {
        return target == 0 || ratio(figure, Math.abs(target)) >= 1 - SLACK;
    }

    /** The target as it is printed, with a mark if the figure missed it. */
    String target(double figure) {
        return target == 0 ? "" : text(Math.abs(target)) + (isKept(figure) ? "  " : " !");
    }

    /** A figure as it is printed: what is small in hundredths. */
    String text(double figure) {
        return String.format(Locale.ROOT, Math.abs(target) > 0 && Math.abs(target) < 10 ? "%.2f" : "%,.0f", figure);
    }
}
