package dev.nephele.app.assembly;

import dev.nephele.gateway.pipeline.AddressRange;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import dev.nephele.servicekit.seal.RootKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a cloud is to be started.
 *
 * @param data the directory that is the cloud's own while it runs
 */
public record StartOptions(Path data, Store store, Root root, Listening listening, Identity identity, Set<Mode> modes) {
    public StartOptions {
        modes = Set.copyOf(modes);
    }

    boolean has(Mode mode) {
        return modes.contains(mode);
    }

    /** Where the state is kept. */
    public sealed interface Store {
        /** In the data directory. */
        record Embedded() implements Store {}

        /** In memory; it ends with the process. */
        record Memory() implements Store {}

        /** In memory, beginning with what another cloud of this process has in its memory now. */
        record Copy(RunningCloud of) implements Store {}

        /** In a database that speaks PostgreSQL's protocol. */
        record Postgresql(String url) implements Store {}
    }

    /** Where the root key is, under which the secrets of the state are sealed. */
    public sealed interface Root {
        /** With the cloud: in its data directory, or in memory as the state is. It is made for a new cloud. */
        record Own() implements Root {}

        /**
         * Given from outside.
         *
         * @param where as messages name it
         */
        record Given(RootKey key, String where) implements Root {}
    }

    /**
     * Where requests are taken.
     *
     * @param port 0 takes any free one
     * @param tlsPort a second port with TLS; empty for none
     * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
     */
    public record Listening(String host, int port, Optional<Integer> tlsPort, List<AddressRange> trustedProxies) {
        public Listening {
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    /** The default account of the cloud, and the credential of its root user. */
    public record Identity(AccountId account, Region region, String rootAccessKeyId, String rootSecretAccessKey) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Identity[" + account + ", " + region + ", " + rootAccessKeyId + ']';
        }
    }

    /** What is off unless it is asked for. */
    public enum Mode {
        /** {@code POST /_nephele/reset} needs no credentials. */
        OPEN_ADMIN,
        /** An access key of twelve digits is the root of that account. */
        ACCOUNT_KEYS,
        /** Requests without TLS count as having come over TLS. */
        TREAT_AS_TLS
    }
}
