package dev.nephele.policy.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Answers a stream of questions, one JSON object a line, with one line each, in order.
 *
 * <p>One thread reads and cuts the input into batches of whole lines, as they come, so that somebody who asks one
 * question gets its answer at once. Two threads answer batches, the caller's thread writes the answers in order and
 * flushes after each batch. Memory is bounded by {@link #MOST_BATCHES} batches and the policies remembered.
 */
public final class PolicyEvaluation {
    /** Bytes read at once; a longer line makes its own batch. */
    private static final int BATCH = 256 << 10;
    /** Batches between the reader and the writer. */
    private static final int MOST_BATCHES = 8;
    /** The longest line; a longer one is answered with an error. */
    public static final int LONGEST_LINE = 16 << 20;

    private static final int THREADS = 2;

    private final TraceDetail detail;

    /** @param detail how much of the reasons each answer carries */
    public PolicyEvaluation(TraceDetail detail) {
        this.detail = detail;
    }

    /** Whole lines, or a line that is too long. */
    private record Batch(byte[] bytes, int size, boolean tooLong) {}

    /**
     * Answers until the input ends.
     *
     * @throws IOException if the input cannot be read or the output not written
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(InputStream input, OutputStream output) throws IOException, InterruptedException {
        BlockingQueue<LineEvaluator> idle = new ArrayBlockingQueue<>(THREADS);
        for (int i = 0; i < THREADS; i++) {
            idle.add(new LineEvaluator(detail));
        }
        BlockingQueue<Future<Optional<Answers>>> answered = new ArrayBlockingQueue<>(MOST_BATCHES);
        ExecutorService workers = Executors.newFixedThreadPool(
                THREADS,
                Thread.ofPlatform().name("policy-evaluate-", 0).daemon().factory());
        Thread reader = Thread.ofPlatform()
                .name("policy-evaluate-reader")
                .daemon()
                .start(() -> {
                    FutureTask<Optional<Answers>> end = new FutureTask<>(() -> {
                        Reader lines = new Reader(input);
                        for (Batch batch = lines.next(); batch != null; batch = lines.next()) {
                            Batch next = batch;
                            answered.put(workers.submit(() -> Optional.of(answer(next, idle))));
                        }
                        return Optional.empty();
                    });
                    end.run();
                    put(answered, end);
                });
        try {
            write(answered, output);
        } finally {
            reader.interrupt();
            workers.shutdownNow();
        }
    }

    /** Hands over the end; if the writer is gone, nobody waits for it. */
    private static void put(BlockingQueue<Future<Optional<Answers>>> answered, Future<Optional<Answers>> end) {
        try {
            answered.put(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(BlockingQueue<Future<Optional<Answers>>> answered, OutputStream output)
            throws IOException, InterruptedException {
        while (true) {
            try {
                Optional<Answers> answers = answered.take().get();
                if (answers.isEmpty()) {
                    return;
                }
                output.write(answers.get().bytes(), 0, answers.get().size());
                output.flush();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static Answers answer(Batch batch, BlockingQueue<LineEvaluator> idle) throws InterruptedException {
        Answers answers = new Answers();
        if (batch.tooLong) {
            answers.id(batch.bytes, 0, 0);
            answers.error("the line is longer than " + LONGEST_LINE + " bytes");
            return answers;
        }
        LineEvaluator evaluator = idle.take();
        try {
            int from = 0;
            while (from < batch.size) {
                int to = from;
                while (to < batch.size && batch.bytes[to] != '\n') {
                    to++;
                }
                evaluator.answer(batch.bytes, from, to, answers);
                from = to + 1;
            }
            return answers;
        } finally {
            idle.add(evaluator);
        }
    }

    /** Cuts the input into batches of whole lines. */
    private static final class Reader {
        private final InputStream input;
        private byte[] pending = new byte[BATCH];
        private int size;
        /** How far it is known that there is no line end. */
        private int searched;

        private boolean skipping;
        private boolean ended;

        Reader(InputStream input) {
            this.input = input;
        }

        /** The next batch; null at the end. */
        @Nullable
        Batch next() throws IOException {
            while (!ended) {
                if (size == pending.length) {
                    if (size >= LONGEST_LINE) {
                        skipping = true;
                        searched = 0;
                        size = 0;
                    } else {
                        pending = Arrays.copyOf(pending, pending.length * 2);
                    }
                }
                int count = input.read(pending, size, pending.length - size);
                if (count < 0) {
                    ended = true;
                } else {
                    size += count;
                    if (skipping) {
                        Batch tooLong = skip();
                        if (tooLong != null) {
                            return tooLong;
                        }
                        continue;
                    }
                    int last = lastLineEnd(searched);
                    if (last >= 0) {
                        return cut(last + 1);
                    }
                    searched = size;
                }
            }
            if (skipping) {
                skipping = false;
                return new Batch(pending, 0, true);
            }
            return size > 0 ? cut(size) : null;
        }

        private int lastLineEnd(int from) {
            for (int i = size - 1; i >= from; i--) {
                if (pending[i] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        /** Drops what belongs to a line that is too long; at its end the rest is kept and the error answered. */
        private @Nullable Batch skip() {
            for (int i = 0; i < size; i++) {
                if (pending[i] == '\n') {
                    System.arraycopy(pending, i + 1, pending, 0, size - i - 1);
                    size -= i + 1;
                    skipping = false;
                    return new Batch(pending, 0, true);
                }
            }
            size = 0;
            return null;
        }

        private Batch cut(int end) {
            byte[] whole = pending;
            int rest = size - end;
            pending = new byte[BATCH];
            if (rest > BATCH) {
                pending = new byte[rest * 2];
            }
            System.arraycopy(whole, end, pending, 0, rest);
            size = rest;
            searched = rest;
            return new Batch(whole, end, false);
        }
    }
}
