package dev.nephele.gateway.admin;

import dev.nephele.gateway.decision.Explanations;
import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.Recorder;
import dev.nephele.gateway.record.RequestIds;
import dev.nephele.storage.StoreView;
import dev.nephele.wire.WireResponse;
import java.util.OptionalLong;

/** {@code GET /_nephele/decisions/{requestId}}: why a call was allowed or refused; 404 when the record has no such id. */
public final class DecisionsEndpoint implements AdminEndpoint {
    private static final String ROOT = "/_nephele/decisions/";

    private final Explanations explanations;
    private final RecordLog log;
    private final Recorder recorder;

    public DecisionsEndpoint(Explanations explanations, RecordLog log, Recorder recorder) {
        this.explanations = explanations;
        this.log = log;
        this.recorder = recorder;
    }

    @Override
    public String path() {
        return ROOT;
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET");
        OptionalLong number = RequestIds.parse(request.path().substring(ROOT.length()));
        if (number.isEmpty()) {
            throw AdminRefusal.notFound("No such request.");
        }
        recorder.flush();
        try (StoreView view = log.view()) {
            Decision decision = explanations
                    .find(view, number.getAsLong())
                    .orElseThrow(() -> AdminRefusal.notFound("No such request."));
            return Admin.json(200, out -> explanations.write(out, view, decision));
        }
    }
}
