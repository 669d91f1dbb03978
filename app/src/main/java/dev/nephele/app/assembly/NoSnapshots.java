package dev.nephele.app.assembly;

import dev.nephele.gateway.admin.Snapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cloud whose state is in memory or in a database of its own cannot be copied. */
final class NoSnapshots implements Snapshots {
    @Override
    public List<Snapshot> list() {
        return List.of();
    }

    @Override
    public Answer create(String name) {
        return Answer.UNSUPPORTED;
    }

    @Override
    public Answer restore(String name) {
        return Answer.UNSUPPORTED;
    }

    @Override
    public Answer delete(String name) {
        return Answer.UNSUPPORTED;
    }

    @Override
    public Answer fork(Optional<String> from, Path to) {
        return Answer.UNSUPPORTED;
    }
}
