package dev.nephele.junit;

import dev.nephele.app.command.AdminClient;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** The administrator's endpoints of a cloud. What they refuse is an {@link IllegalStateException} with the cloud's words. */
final class Administrator {
    private final AdminClient client;

    Administrator(URI endpoint, String token) {
        client = new AdminClient(endpoint, token);
    }

    Json get(String path) {
        return good(() -> client.get(path));
    }

    Json post(String path, Map<String, String> members) {
        return good(() -> client.post(path, Json.object(members)));
    }

    @FunctionalInterface
    private interface Question {
        AdminClient.Answer ask() throws IOException;
    }

    private static Json good(Question question) {
        try {
            return Json.parse(question.ask().good());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Failure refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }
}
