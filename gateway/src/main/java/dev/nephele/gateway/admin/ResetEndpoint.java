package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;

/**
 * {@code POST /_nephele/reset}: empties the cloud. With {@code --open-admin} programs need no credentials, and it is also served
 * at {@code POST /moto-api/reset}, where test suites look for it.
 */
public final class ResetEndpoint implements AdminEndpoint {
    private final String path;
    private final boolean open;
    private final Runnable reset;

    private ResetEndpoint(String path, boolean open, Runnable reset) {
        this.path = path;
        this.open = open;
        this.reset = reset;
    }

    public static ResetEndpoint own(boolean open, Runnable reset) {
        return new ResetEndpoint("/_nephele/reset", open, reset);
    }

    /** At Moto's path; only for an open cloud. */
    public static ResetEndpoint moto(Runnable reset) {
        return new ResetEndpoint("/moto-api/reset", true, reset);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Access access(ReceivedRequest request) {
        return open ? Access.PROGRAM : Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "POST");
        reset.run();
        return Admin.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("status", "ok");
            out.writeEndObject();
        });
    }
}
