package dev.nephele.gateway;

import dev.nephele.gateway.listener.Listener;
import dev.nephele.gateway.pipeline.AddressRange;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import java.nio.file.Path;
import java.util.List;

/**
 * How the gateway behaves.
 *
 * @param listening where
 * @param data the data directory, for the local certificate authority
 * @param version of Nephele, as health pages show it
 * @param home what a caller without account, or a request without Region, gets
 * @param administration who may administer
 * @param transport what is believed of connections
 * @param bound how much of the record is kept
 */
public record GatewayOptions(
        Listener.Options listening,
        Path data,
        String version,
        Home home,
        Administration administration,
        Transport transport,
        RecordLog.Bound bound) {

    /**
     * The default account.
     *
     * @param rootSecretAccessKey of its root user; with {@code accountKeys} also of every key of twelve digits
     * @param accountKeys whether an access key of twelve digits is the root user of that account
     */
    public record Home(AccountId account, Region region, String rootSecretAccessKey, boolean accountKeys) {
        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Home[" + account + ", " + region + ", " + accountKeys + ']';
        }
    }

    /**
     * Who may administer.
     *
     * @param token the content of {@code DATA/admin-token}
     * @param open whether a reset needs no credentials
     */
    public record Administration(String token, boolean open) {
        /** Keeps the token out of every log. */
        @Override
        public String toString() {
            return "Administration[" + open + ']';
        }
    }

    /**
     * What is believed of connections.
     *
     * @param trustedProxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count
     * @param treatAsTls whether every request counts as having come over TLS
     */
    public record Transport(List<AddressRange> trustedProxies, boolean treatAsTls) {
        public Transport {
            trustedProxies = List.copyOf(trustedProxies);
        }
    }
}
