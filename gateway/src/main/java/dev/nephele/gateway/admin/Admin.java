package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The doors that are not AWS's: {@code /_nephele/…}, LocalStack's health page, Moto's reset, and the page for browsers. They are found by their
 * path before anything is routed; no bucket can have such a name. Refusals are JSON with one member {@code message}.
 */
public final class Admin {
    private final List<AdminEndpoint> endpoints;
    private final WelcomePage welcome;
    private final Authority authority;

    /** Says whether a request carries the authority of the administrator. */
    @FunctionalInterface
    public interface Authority {
        /** Empty if it does; otherwise the reason that it does not. */
        Optional<String> refusal(ReceivedRequest request);
    }

    public Admin(List<AdminEndpoint> endpoints, WelcomePage welcome, Authority authority) {
        this.endpoints = new ArrayList<>(endpoints);
        this.welcome = welcome;
        this.authority = authority;
    }

    /** Whether a request is for one of these doors, known or not. */
    public static boolean owns(ReceivedRequest request) {
        String path = request.path();
        return path.length() == 1 ? WelcomePage.isAsked(request) : isDoor(path);
    }

    private static boolean isDoor(String path) {
        return path.length() > 2 && path.charAt(1) == '_'
                ? path.startsWith("/_nephele/") || path.equals("/_localstack/health")
                : path.equals("/moto-api/reset");
    }

    /** Answers a request that it {@linkplain #owns owns}. */
    public WireResponse answer(ReceivedRequest request) {
        if (request.path().length() == 1) {
            return welcome.answer();
        }
        try {
            AdminEndpoint endpoint = find(request.path());
            boolean admitted = switch (endpoint.access(request)) {
                case OPEN -> true;
                case PROGRAM -> !WebPages.mayHaveSent(request);
                case LOOPBACK -> isLoopback(request.peer()) && !WebPages.mayHaveSent(request);
                case ADMINISTRATOR -> false;
            };
            if (!admitted) {
                authority.refusal(request).ifPresent(reason -> {
                    throw new AdminRefusal(403, reason);
                });
            }
            return endpoint.answer(request);
        } catch (AdminRefusal refusal) {
            return json(refusal.status(), out -> {
                out.writeStartObject();
                out.writeStringField("message", refusal.text());
                out.writeEndObject();
            });
        }
    }

    private AdminEndpoint find(String path) {
        for (AdminEndpoint endpoint : endpoints) {
            String own = endpoint.path();
            if (own.endsWith("/") ? path.startsWith(own) && path.length() > own.length() : path.equals(own)) {
                return endpoint;
            }
        }
        throw AdminRefusal.notFound("No such endpoint: " + path);
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    static WireResponse json(int status, Json.Writer writer) {
        return new WireResponse(status)
                .header("Content-Type", "application/json")
                .body(Json.write(writer));
    }

    /** The flat JSON object in the body of a request. */
    static Map<String, String> object(ReceivedRequest request) {
        return Json.flat(request.bytes(Json.BODY_LIMIT))
                .orElseThrow(() -> AdminRefusal.badRequest("The body must be one flat JSON object."));
    }

    static void only(ReceivedRequest request, String... methods) {
        if (!List.of(methods).contains(request.method())) {
            throw new AdminRefusal(405, "Use " + String.join(" or ", methods) + ".");
        }
    }
}
