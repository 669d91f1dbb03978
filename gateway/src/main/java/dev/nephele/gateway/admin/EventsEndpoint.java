package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.gateway.record.Event;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.Recorder;
import dev.nephele.storage.StoreView;
import dev.nephele.wire.WireResponse;

/**
 * {@code GET /_nephele/events?after=CURSOR&limit=N&order=oldest|newest}: the events of calls in the order in which they
 * ended; {@code next} is the cursor for the following page, also when this page is empty. With {@code service},
 * {@code operation}, {@code principal}, {@code accessKeyId}, {@code decision}, {@code error} or {@code refused=true} only
 * those; of very many events a page may hold fewer than there are, and the next one goes on.
 *
 * <p>{@code GET /_nephele/decisions} is the same with the newest first.
 */
public final class EventsEndpoint implements AdminEndpoint {
    private final String path;
    private final boolean newestFirst;
    private final RecordLog log;
    private final Recorder recorder;

    private EventsEndpoint(String path, boolean newestFirst, RecordLog log, Recorder recorder) {
        this.path = path;
        this.newestFirst = newestFirst;
        this.log = log;
        this.recorder = recorder;
    }

    public static EventsEndpoint events(RecordLog log, Recorder recorder) {
        return new EventsEndpoint("/_nephele/events", false, log, recorder);
    }

    public static EventsEndpoint decisions(RecordLog log, Recorder recorder) {
        return new EventsEndpoint("/_nephele/decisions", true, log, recorder);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET");
        EventQuery query = EventQuery.parse(request.query(), newestFirst);
        recorder.flush();
        RecordLog.Page page;
        try (StoreView view = log.view()) {
            page = log.events(view, query.cursor(), query.newestFirst(), query.limit(), query.wanted());
        }
        return Admin.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("events");
            for (Event event : page.events()) {
                EventWriter.write(out, event);
            }
            out.writeEndArray();
            out.writeStringField("next", page.cursor() < 0 ? "" : Long.toString(page.cursor()));
            out.writeEndObject();
        });
    }
}
