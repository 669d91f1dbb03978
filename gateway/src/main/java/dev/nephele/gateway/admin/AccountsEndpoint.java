package dev.nephele.gateway.admin;

import dev.nephele.access.Accounts;
import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.kernel.AccountId;
import dev.nephele.wire.WireResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code POST /_nephele/accounts}: makes a standalone account and an ordinary root credential for it; 409 if it, or the
 * access key, exists.
 */
public final class AccountsEndpoint implements AdminEndpoint {
    private static final Set<String> MEMBERS = Set.of("id", "accessKeyId", "secretAccessKey");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\w{3,128}");

    private final Accounts accounts;

    public AccountsEndpoint(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String path() {
        return "/_nephele/accounts";
    }

    @Override
    public Access access(ReceivedRequest request) {
        return Access.ADMINISTRATOR;
    }

    @Override
    public WireResponse answer(ReceivedRequest request) {
        Admin.only(request, "POST");
        Map<String, String> wanted = Admin.object(request);
        if (!MEMBERS.containsAll(wanted.keySet())) {
            throw AdminRefusal.badRequest("An account has id, accessKeyId and secretAccessKey.");
        }
        String id = wanted.get("id");
        if (id != null && !AccountId.isValid(id)) {
            throw AdminRefusal.badRequest("An account id has twelve digits.");
        }
        String key = wanted.get("accessKeyId");
        if (key != null && !ACCESS_KEY_ID.matcher(key).matches()) {
            throw AdminRefusal.badRequest("An access key id has 3 to 128 letters, digits and underscores.");
        }
        String secret = wanted.get("secretAccessKey");
        if (secret != null && secret.isEmpty()) {
            throw AdminRefusal.badRequest("A secret access key is not empty.");
        }
        Accounts.RootCredential created = accounts.create(
                        Optional.ofNullable(id).map(AccountId::new),
                        Optional.ofNullable(key),
                        Optional.ofNullable(secret))
                .orElseThrow(() -> new AdminRefusal(409, "The account or the access key exists."));
        return Admin.json(201, out -> {
            out.writeStartObject();
            out.writeStringField("id", created.id().value());
            out.writeStringField("accessKeyId", created.accessKeyId());
            out.writeStringField("secretAccessKey", created.secretAccessKey());
            out.writeEndObject();
        });
    }
}
