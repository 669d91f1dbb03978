package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Says that the cloud is up: {@code 200 {"status":"ok","version":…}} only when a signed request would be answered, 503
 * otherwise. In LocalStack's form the services are listed.
 */
public final class HealthEndpoint implements AdminEndpoint {
    private final String path;
    private final String version;
    private final List<String> services;
    private final BooleanSupplier ready;

    private HealthEndpoint(String path, String version, List<String> services, BooleanSupplier ready) {
        this.path = path;
        this.version = version;
        this.services = services;
        this.ready = ready;
    }

    /** {@code GET /_nephele/health}. */
    public static HealthEndpoint own(String version, BooleanSupplier ready) {
        return new HealthEndpoint("/_nephele/health", version, List.of(), ready);
    }

    /** {@code GET /_localstack/health}. */
    public static HealthEndpoint localStack(String version, List<String> services, BooleanSupplier ready) {
        return new HealthEndpoint("/_localstack/health", version, List.copyOf(services), ready);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.OPEN;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "GET", "HEAD");
        boolean up = ready.getAsBoolean();
        return Admin.json(up ? 200 : 503, out -> {
            out.writeStartObject();
            if (path.startsWith("/_localstack")) {
                out.writeObjectFieldStart("services");
                for (String service : services) {
                    out.writeStringField(service, up ? "running" : "starting");
                }
                out.writeEndObject();
                out.writeStringField("edition", "community");
            } else {
                out.writeStringField("status", up ? "ok" : "starting");
            }
            out.writeStringField("version", version);
            out.writeEndObject();
        });
    }
}
