package dev.nephele.app.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.requests.Explanation;
import dev.nephele.policy.evaluate.PolicyEvaluation;
import dev.nephele.policy.evaluate.TraceDetail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One question of {@code policy evaluate} that was typed, and its answer laid out for a person. */
final class TypedQuestion {
    static final Option PRINCIPAL = Option.value("--principal", "ARN", "Who asks; without a line of input.", "");
    static final Option ACTION = Option.value("--action", "NAME", "For what, such as s3:GetObject.", "");
    static final Option RESOURCE = Option.value("--resource", "ARN", "On what.", "*");
    static final Option POLICY = Option.values("--policy", "FILE", "Identity-based policies of the principal.");
    static final Option RESOURCE_POLICY = Option.value("--resource-policy", "FILE", "The resource's own policy.", "");
    static final Option CONTEXT = Option.values("--context", "KEY=VALUE", "Condition keys of the request.");
    static final List<Option> ALL = List.of(PRINCIPAL, ACTION, RESOURCE, POLICY, RESOURCE_POLICY, CONTEXT);

    private final Settings settings;

    TypedQuestion(Settings settings) {
        this.settings = settings;
    }

    /** Whether a question was typed at all. */
    static boolean isTyped(Settings settings) {
        return ALL.stream().anyMatch(settings::isTyped);
    }

    /** Prints the answer; whether it is that the call is allowed. */
    boolean answer(Terminal terminal) throws IOException, Failure, InterruptedException {
        String action = required(ACTION);
        KnownActions.require(action);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] line = line(action).getBytes(StandardCharsets.UTF_8);
        new PolicyEvaluation(TraceDetail.FULL).run(new ByteArrayInputStream(line), answer);
        Json answered = Json.parse(answer.toString(StandardCharsets.UTF_8));
        if (!answered.at("error").isNull()) {
            throw Failure.wrongUse(answered.at("error").text());
        }
        Map<String, Json> pair = new LinkedHashMap<>();
        pair.put("action", new Json.Scalar(action));
        pair.put("resource", new Json.Scalar(resource()));
        pair.put("decision", answered.at("decision"));
        pair.put("reason", answered.at("trace").at("reason"));
        pair.put("trace", answered.at("trace").at("policies"));
        Explanation.pair(new Json.Members(pair), terminal.out());
        return answered.at("decision").text().equals("Allowed");
    }

    private String line(String action) throws IOException, Failure {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("principal", required(PRINCIPAL));
            out.writeStringField("action", action);
            out.writeStringField("resource", resource());
            out.writeArrayFieldStart("identityPolicies");
            for (String file : settings.typed(POLICY)) {
                out.writeString(read(file));
            }
            out.writeEndArray();
            Optional<String> own = settings.text(RESOURCE_POLICY);
            if (own.isPresent()) {
                out.writeStringField("resourcePolicy", read(own.get()));
            }
            out.writeObjectFieldStart("context");
            for (String key : settings.typed(CONTEXT)) {
                int equals = key.indexOf('=');
                if (equals < 1) {
                    throw Failure.wrongUse("--context takes KEY=VALUE, such as aws:SourceIp=10.0.0.1");
                }
                out.writeStringField(key.substring(0, equals), key.substring(equals + 1));
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        return line + "\n";
    }

    private String resource() {
        return settings.text(RESOURCE).orElse("*");
    }

    private String required(Option option) throws Failure {
        return settings.text(option)
                .orElseThrow(() -> Failure.wrongUse("a question has --principal, --action, --resource and --policy;"
                        + " there is no " + option.name()));
    }

    private static String read(String file) throws IOException, Failure {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException absent) {
            throw Failure.wrongUse("there is no file " + file);
        }
    }
}
