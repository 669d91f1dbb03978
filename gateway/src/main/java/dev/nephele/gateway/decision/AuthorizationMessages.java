package dev.nephele.gateway.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.gateway.decision.Decide.Judged;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Principal;
import dev.nephele.policy.Decision;
import dev.nephele.policy.language.Statement;
import dev.nephele.policy.language.StatementText;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.storage.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The encoded authorization failure messages of EC2, which {@code sts:DecodeAuthorizationMessage} opens: the document
 * that STS describes, deflated, sealed under a key of this cloud, as base64url. The seal covers the account
 * of whoever was refused, so that no other account opens it.
 *
 * <p>Source: STS API Reference, {@code DecodeAuthorizationMessage}; the members as answers of AWS show them.
 */
public final class AuthorizationMessages {
    /** Where older programs kept a key for them, in plain. */
    private static final byte[] OLDER_KEY = {(byte) 0xfe, 0x02, 'K'};

    /** What a decoded document may have at most, in bytes. */
    private static final int DOCUMENT_LIMIT = 256 << 10;

    private static final JsonFactory JSON = new JsonFactory();

    private final BinaryOperator<byte[]> seal;
    private final BiFunction<byte[], byte[], Optional<byte[]>> open;

    /**
     * Messages sealed by these.
     *
     * @param seal of a content and what is bound to it
     * @param open of what was sealed and what is bound to it; empty if it does not open
     */
    public AuthorizationMessages(BinaryOperator<byte[]> seal, BiFunction<byte[], byte[], Optional<byte[]>> open) {
        this.seal = seal;
        this.open = open;
    }

    /** Removes the key that older programs kept; what they sealed with it no longer opens. */
    public static void removeOlderKey(Store store) {
        store.update(transaction -> {
            if (transaction.get(OLDER_KEY, Function.identity()) != null) {
                transaction.delete(OLDER_KEY);
            }
        });
    }

    /** The token of a refusal. */
    String encode(Judged judged, Principal principal) {
        byte[] bound = bound(principal.account().map(AccountId::value).orElse(""));
        byte[] sealed = seal.apply(deflate(document(judged, principal)), bound);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The document in a token, or empty when the token is not one of this cloud's for the account. */
    public Optional<String> decode(String token, AccountId account) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return open.apply(sealed, bound(account.value())).flatMap(AuthorizationMessages::inflate);
    }

    private static byte[] bound(String account) {
        return account.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] deflate(byte[] document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static Optional<String> inflate(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] document = new byte[DOCUMENT_LIMIT];
            int length = inflater.inflate(document);
            return inflater.finished()
                    ? Optional.of(new String(document, 0, length, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static byte[] document(Judged judged, Principal principal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            Decision decision = judged.decision();
            out.writeStartObject();
            out.writeBooleanField("allowed", false);
            out.writeBooleanField("explicitDeny", decision.verdict() == Decision.Verdict.EXPLICITLY_DENIED);
            out.writeObjectFieldStart("matchedStatements");
            out.writeArrayFieldStart("items");
            if (decision.statement().isPresent()) {
                statement(out, decision.statement().get());
            }
            out.writeEndArray();
            out.writeEndObject();
            items(out, "failures", List.of());
            context(out, judged.request(), principal);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void statement(JsonGenerator out, Statement statement) throws IOException {
        StatementText text = statement.text();
        out.writeStartObject();
        out.writeStringField("statementId", text.sid().orElse(""));
        out.writeStringField("effect", text.effect() == Statement.Effect.DENY ? "DENY" : "ALLOW");
        items(
                out,
                "principals",
                text.principals().values().stream().flatMap(List::stream).toList());
        items(out, "principalGroups", List.of());
        items(out, "actions", text.actions());
        items(out, "resources", text.resources());
        out.writeObjectFieldStart("conditions");
        out.writeArrayFieldStart("items");
        for (StatementText.ConditionText condition : text.conditions()) {
            condition(out, condition.key(), condition.values());
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void context(JsonGenerator out, AuthorizationRequest request, Principal principal)
            throws IOException {
        out.writeObjectFieldStart("context");
        out.writeObjectFieldStart("principal");
        out.writeStringField("id", principal.userId());
        optional(out, "name", principal instanceof Principal.User user ? user.name() : null);
        out.writeStringField("arn", request.subject().shown());
        out.writeEndObject();
        out.writeStringField("action", request.action().text());
        out.writeStringField("resource", request.resource().text());
        out.writeObjectFieldStart("conditions");
        out.writeArrayFieldStart("items");
        for (Map.Entry<String, List<String>> key : request.context().all().entrySet()) {
            condition(out, key.getKey(), key.getValue());
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void condition(JsonGenerator out, String key, List<String> values) throws IOException {
        out.writeStartObject();
        out.writeStringField("key", key);
        items(out, "values", values);
        out.writeEndObject();
    }

    private static void items(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeArrayFieldStart("items");
        for (String value : values) {
            out.writeStartObject();
            out.writeStringField("value", value);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void optional(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
