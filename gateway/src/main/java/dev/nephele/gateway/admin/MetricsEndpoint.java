package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.Event;
import dev.nephele.gateway.record.Recorder;
import dev.nephele.wire.WireResponse;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /_nephele/metrics}: calls by service, operation and verdict, and their time, in Prometheus' text. It counts
 * on the record's thread, so that calls pay nothing; the registry is made by the first scrape, so that start-up pays
 * nothing.
 */
public final class MetricsEndpoint implements AdminEndpoint, Event.Listener {
    private final Map<Key, Counts> counts = new ConcurrentHashMap<>();
    private volatile @Nullable Recorder watched;
    private @Nullable PrometheusMeterRegistry registry;

    /** Operations come from the models, and error codes are not part of it, so there are not many. */
    private record Key(String service, String operation, Decision.Verdict verdict, int statusClass) {}

    private static final class Counts {
        final LongAdder calls = new LongAdder();
        final LongAdder micros = new LongAdder();
    }

    /** Shows the backlog of this recorder too. */
    public void watch(Recorder recorder) {
        watched = recorder;
    }

    @Override
    public void completed(Event event) {
        Event.Outcome outcome = event.outcome();
        if (outcome == null) {
            return;
        }
        Decision decision = event.decision();
        Key key = new Key(
                decision.what().service(), decision.what().operation(), decision.verdict(), outcome.status() / 100);
        Counts own = counts.computeIfAbsent(key, absent -> new Counts());
        own.calls.increment();
        own.micros.add(outcome.micros());
    }

    @Override
    public String path() {
        return "/_nephele/metrics";
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.LOOPBACK;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET");
        return new WireResponse(200)
                .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .body(scrape().getBytes(StandardCharsets.UTF_8));
    }

    private synchronized String scrape() {
        PrometheusMeterRegistry all = registry;
        if (all == null) {
            all = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new JvmMemoryMetrics().bindTo(all);
            Gauge.builder("nephele.record.backlog", this::backlog)
                    .description("Events that wait to be stored")
                    .register(all);
            registry = all;
        }
        for (Map.Entry<Key, Counts> entry : counts.entrySet()) {
            register(all, entry.getKey(), entry.getValue());
        }
        return all.scrape();
    }

    private long backlog() {
        Recorder recorder = watched;
        return recorder == null ? 0 : recorder.backlog();
    }

    /** Registering what is registered already changes nothing. */
    private static void register(PrometheusMeterRegistry all, Key key, Counts own) {
        Tags tags = Tags.of(
                "service", key.service(),
                "operation", key.operation(),
                "decision", key.verdict().text(),
                "status", key.statusClass() + "xx");
        FunctionTimer.builder(
                        "nephele.calls",
                        own,
                        counted -> counted.calls.sum(),
                        counted -> counted.micros.sum(),
                        TimeUnit.MICROSECONDS)
                .description("Calls and the time until their answers were ready")
                .tags(tags)
                .register(all);
    }
}
