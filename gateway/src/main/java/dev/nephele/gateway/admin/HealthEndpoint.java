package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Says that the cloud is up: {@code 200 {"status":"ok","version":…}} only when a signed request would be answered, 503
 * otherwise; while the store refuses writes with the status {@code refusing writes} and the reason. In LocalStack's form
 * the services are listed.
 */
public final class HealthEndpoint implements AdminEndpoint {
    private final String path;
    private final String version;
    private final List<String> services;
    private final BooleanSupplier ready;
    private final Supplier<Optional<String>> trouble;

    private HealthEndpoint(
            String path,
            String version,
            List<String> services,
            BooleanSupplier ready,
            Supplier<Optional<String>> trouble) {
        this.path = path;
        this.version = version;
        this.services = services;
        this.ready = ready;
        this.trouble = trouble;
    }

    /** {@code GET /_nephele/health}. */
    public static HealthEndpoint own(String version, BooleanSupplier ready, Supplier<Optional<String>> trouble) {
        return new HealthEndpoint("/_nephele/health", version, List.of(), ready, trouble);
    }

    /** {@code GET /_localstack/health}. */
    public static HealthEndpoint localStack(
            String version, List<String> services, BooleanSupplier ready, Supplier<Optional<String>> trouble) {
        return new HealthEndpoint("/_localstack/health", version, List.copyOf(services), ready, trouble);
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
        boolean open = ready.getAsBoolean();
        Optional<String> reason = trouble.get();
        boolean up = open && reason.isEmpty();
        return Admin.json(up ? 200 : 503, out -> {
            out.writeStartObject();
            if (path.startsWith("/_localstack")) {
                out.writeObjectFieldStart("services");
                for (String service : services) {
                    out.writeStringField(service, up ? "running" : open ? "error" : "starting");
                }
                out.writeEndObject();
                out.writeStringField("edition", "community");
            } else {
                out.writeStringField("status", up ? "ok" : open ? "refusing writes" : "starting");
                if (open && reason.isPresent()) {
                    out.writeStringField("reason", reason.get());
                }
            }
            out.writeStringField("version", version);
            out.writeEndObject();
        });
    }
}
