package dev.nephele.services.iam;

import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.services.iam.identity.Identity;
import dev.nephele.services.iam.identity.Settings;
import dev.nephele.storage.StoreView;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.util.Map;
import java.util.Optional;

/** A cloud of IAM, which also says who its callers are. */
final class IamCloud implements AutoCloseable {
    private final Ground ground = Ground.inMemory();
    private final Identity identity;
    private final Cloud cloud;

    IamCloud() {
        this(Map.of());
    }

    IamCloud(Map<Settings.Quota, Integer> quotas) {
        Iam iam = new Iam(
                ground.store(),
                ground.clock(),
                ground.ids(),
                ground.key(),
                new Settings(Cloud.ACCOUNT, "test", "test", false, quotas));
        identity = iam.identity();
        cloud = Cloud.on(ground).identities(identity.policies()).serving(iam.served());
    }

    /** A trust policy for an AWS principal. */
    static String trusting(String principal) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}""".formatted(principal);
    }

    /** What the rooms below ask of it. */
    Identity identity() {
        return identity;
    }

    StoreView view() {
        return ground.store().view();
    }

    Client root() {
        return cloud.root();
    }

    /** The root user of another account. */
    Client stranger() {
        return cloud.root(Cloud.STRANGERS);
    }

    /** A user that exists. */
    Client user(String name) {
        return cloud.as(new Caller(principal(name), Optional.empty(), Optional.empty()));
    }

    Principal.User principal(String user) {
        try (StoreView view = view()) {
            var entity = Directory.user(view, Cloud.ACCOUNT, user).entity();
            return new Principal.User(Cloud.ACCOUNT, entity.path(), entity.name(), entity.id());
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
