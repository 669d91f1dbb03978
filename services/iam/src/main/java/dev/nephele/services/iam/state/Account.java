package dev.nephele.services.iam.state;

import dev.nephele.storage.table.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account. Row version 1: created, alias, root keys.
 *
 * @param rootKeys the ids of the root user's access keys
 */
@Row
public record Account(Instant created, Optional<String> alias, List<String> rootKeys) {
    public Account {
        rootKeys = List.copyOf(rootKeys);
    }

    public Account withAlias(Optional<String> changed) {
        return new Account(created, changed, rootKeys);
    }

    public Account withRootKeys(List<String> changed) {
        return new Account(created, alias, changed);
    }
}
