package dev.nephele.testkit;

import dev.nephele.access.Accounts;
import dev.nephele.gateway.admin.ClockControl;
import dev.nephele.gateway.admin.Snapshots;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The doors that are not AWS's; a cloud without sockets has none, so nobody can ask. */
enum NoAdministration implements Accounts, ClockControl, Snapshots {
    INSTANCE;

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("a cloud without sockets has no administrator");
    }

    @Override
    public boolean exists(View view, AccountId account) {
        throw refusal();
    }

    @Override
    public Optional<RootCredential> create(
            Optional<AccountId> id, Optional<String> accessKeyId, Optional<String> secretAccessKey) {
        throw refusal();
    }

    @Override
    public Optional<RootCredential> root(View view, AccountId account) {
        throw refusal();
    }

    @Override
    public Reading read() {
        throw refusal();
    }

    @Override
    public Reading advance(Duration by) {
        throw refusal();
    }

    @Override
    public Reading set(Instant to) {
        throw refusal();
    }

    @Override
    public Reading freeze(boolean frozen) {
        throw refusal();
    }

    @Override
    public List<Snapshot> list() {
        throw refusal();
    }

    @Override
    public Answer create(String name) {
        throw refusal();
    }

    @Override
    public Answer restore(String name) {
        throw refusal();
    }

    @Override
    public Answer delete(String name) {
        throw refusal();
    }

    @Override
    public Answer fork(Optional<String> from, Path to) {
        throw refusal();
    }
}
