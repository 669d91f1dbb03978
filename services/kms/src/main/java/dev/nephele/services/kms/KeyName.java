package dev.nephele.services.kms;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.View;
import dev.nephele.model.kms.InvalidArnException;
import dev.nephele.model.kms.NotFoundException;
import java.util.Optional;

/** A key by its place and id. A key of another account is named by its ARN. */
record KeyName(AccountId account, Region region, String id) {
    private static final String KEY = "key/";

    /**
     * The key that a request names by id or ARN.
     *
     * @throws dev.nephele.model.ServiceException {@code InvalidArnException}, {@code NotFoundException} for an alias or a
     *     key of another Region
     */
    static KeyName of(String named, Call call) {
        if (!named.startsWith("arn:")) {
            if (named.startsWith("alias/")) {
                throw new NotFoundException(
                        "Alias " + Arn.of("kms", call.region(), call.account(), named) + " is not found.");
            }
            return new KeyName(call.account(), call.region(), named);
        }
        Arn arn = Arn.parse(named)
                .filter(found -> found.service().equals("kms") && AccountId.isValid(found.account()))
                .orElseThrow(() -> new InvalidArnException("Invalid arn " + named));
        if (!arn.region().equals(call.region().code())) {
            throw new NotFoundException("Invalid arn " + arn.region());
        }
        if (arn.resource().startsWith("alias/")) {
            throw new NotFoundException("Alias " + named + " is not found.");
        }
        if (!arn.resource().startsWith(KEY)) {
            throw new NotFoundException("Key '" + named + "' does not exist");
        }
        return new KeyName(
                new AccountId(arn.account()), call.region(), arn.resource().substring(KEY.length()));
    }

    Arn arn() {
        return Arn.of("kms", region, account, KEY + id);
    }

    Optional<Key> find(View view) {
        return Key.KEYS.in(account, region).find(view, id);
    }
}
