package dev.nephele.app.assembly;

import dev.nephele.access.CredentialStore;
import dev.nephele.gateway.decision.AuthorizationMessages;
import dev.nephele.model.ServiceModel;
import dev.nephele.services.account.AccountManagement;
import dev.nephele.services.cloudwatch.CloudWatch;
import dev.nephele.services.ec2.Ec2;
import dev.nephele.services.iam.Iam;
import dev.nephele.services.iam.identity.Identity;
import dev.nephele.services.iam.identity.Settings;
import dev.nephele.services.kms.Kms;
import dev.nephele.services.s3.S3;
import dev.nephele.services.sns.Sns;
import dev.nephele.services.sqs.Sqs;
import dev.nephele.services.sts.Sts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services of a cloud: one line each. */
final class Services {
    /** What a service checks itself before its model does, see {@link dev.nephele.wire.validation.Validation}. */
    static final Set<String> SELF_VALIDATING = Stream.of(S3.SELF_VALIDATING, Sqs.SELF_VALIDATING)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Iam iam;
    private final Sts sts;
    private final S3 s3;
    private final Sns sns;
    private final Sqs sqs;
    private final AccountManagement account;
    private final Kms kms;
    private final Ec2 ec2;
    private final CloudWatch cloudWatch;

    Services(Foundation on, StartOptions.Identity home, boolean accountKeys, AuthorizationMessages messages) {
        Settings settings =
                new Settings(home.account(), home.rootAccessKeyId(), home.rootSecretAccessKey(), accountKeys, Map.of());
        iam = new Iam(on.store(), on.clock(), on.ids(), on.key(), settings);
        Identity identity = iam.identity();
        sts = new Sts(on.store(), on.ids(), on.key(), identity.roles(), identity.longTermKeys(), messages::decode);
        s3 = new S3(on.store(), on.blobs(), on.ids(), on.key(), identity.principals());
        sns = new Sns(on.store(), on.key(), identity.principals());
        sqs = new Sqs(on.store(), on.clock(), on.ids(), on.key(), identity.principals(), on.timers());
        account = new AccountManagement(on.store());
        kms = new Kms(on.store(), on.ids(), on.key(), identity.principals());
        ec2 = new Ec2(on.store(), on.ids());
        cloudWatch = new CloudWatch(on.store(), on.ids(), on.key());
    }

    /** Who callers are, for the gateway. */
    Identity identity() {
        return iam.identity();
    }

    /** Where the secret of an access key is looked for, in this order. */
    List<CredentialStore> credentials() {
        return List.of(iam.identity().longTermKeys(), sts.sessionKeys());
    }

    /** What seals, service by service, what an older program left in plain rows. */
    List<Runnable> sealing() {
        return List.of(iam::sealOlderRows, sts::sealOlderRows, kms::sealOlderRows);
    }

    /** Every service that answers requests. */
    List<ServiceModel.Served> all() {
        return List.of(
                iam.served(),
                sts.served(),
                s3.served(),
                sns.served(),
                sqs.served(),
                account.served(),
                kms.served(),
                ec2.served(),
                cloudWatch.served());
    }
}
