package dev.nephele.gateway.pipeline;

import dev.nephele.gateway.listener.Answering;
import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers 503 until the cloud behind it is open. */
public final class Opening implements Answering {
    private static final byte[] STARTING =
            "{\"status\":\"starting\",\"message\":\"The service is starting. Please try again.\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private volatile @Nullable Pipeline pipeline;

    /** Lets requests through from now on. */
    public void open(Pipeline opened) {
        pipeline = opened;
    }

    /** Whether requests are let through. */
    public boolean isOpen() {
        return pipeline != null;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Pipeline opened = pipeline;
        return opened == null
                ? new WireResponse(503)
                        .header("Content-Type", "application/json")
                        .body(STARTING)
                : opened.answer(request);
    }
}
