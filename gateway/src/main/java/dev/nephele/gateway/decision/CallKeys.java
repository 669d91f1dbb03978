package dev.nephele.gateway.decision;

import dev.nephele.access.Guardrails;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Session;
import dev.nephele.policy.request.ConditionKey;
import dev.nephele.policy.request.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys of a call and of each of its pairs. What the transport or the model does not know is left absent.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys".
 */
final class CallKeys {
    private static final ConditionKey CURRENT_TIME = ConditionKey.of("aws:CurrentTime");
    private static final ConditionKey EPOCH_TIME = ConditionKey.of("aws:EpochTime");
    private static final ConditionKey SOURCE_IP = ConditionKey.of("aws:SourceIp");
    private static final ConditionKey USER_AGENT = ConditionKey.of("aws:UserAgent");
    private static final ConditionKey SECURE_TRANSPORT = ConditionKey.of("aws:SecureTransport");
    private static final ConditionKey REQUESTED_REGION = ConditionKey.of("aws:RequestedRegion");
    private static final ConditionKey VIA_SERVICE = ConditionKey.of("aws:ViaAWSService");
    /** How many of the keys above a call can have. */
    private static final int OF_EVERY_CALL = 7;

    /** A further key of a call. */
    static final String DEVICE_AGE = "aws:MultiFactorAuthAge";

    private static final ConditionKey RESOURCE_ACCOUNT = ConditionKey.of("aws:ResourceAccount");

    /** Actions that leave the keys of the resource's owner out, by the same page. */
    private static final Set<String> WITHOUT_OWNER = Set.of(
            "ec2:accepttransitgatewaypeeringattachment",
            "ec2:acceptvpcendpointconnections",
            "ec2:acceptvpcpeeringconnection",
            "ec2:copyimage",
            "ec2:copysnapshot",
            "ec2:createtransitgatewaypeeringattachment",
            "ec2:createvolume",
            "ec2:createvpcendpoint",
            "ec2:createvpcpeeringconnection",
            "ec2:deletetransitgatewaypeeringattachment",
            "ec2:deletevpcpeeringconnection",
            "ec2:rejecttransitgatewaypeeringattachment",
            "ec2:rejectvpcendpointconnections",
            "ec2:rejectvpcpeeringconnection");

    private CallKeys() {}

    /**
     * What a call is made of, apart from who makes it; enough to build its keys again from the record.
     *
     * @param context further keys by name: of calls between services, of the session's device
     */
    record Circumstances(
            Instant at,
            String sourceIp,
            String userAgent,
            boolean secure,
            String region,
            Map<String, List<String>> context) {}

    /** The age of the device code behind a session, for the further keys of a call. */
    static Optional<String> deviceAge(Optional<Session> session, Instant now) {
        return session.flatMap(Session::multiFactor)
                .flatMap(Session.MultiFactor::at)
                .map(at -> Long.toString(Math.max(0, Duration.between(at, now).toSeconds())));
    }

    /** The keys of a call over those of its principal. */
    static Context call(Context principal, Circumstances call) {
        Times now = Times.of(call.at());
        Context.Builder keys = principal
                .over(OF_EVERY_CALL + call.context().size())
                .put(CURRENT_TIME, now.iso())
                .put(EPOCH_TIME, now.epoch())
                .put(SECURE_TRANSPORT, call.secure() ? "true" : "false")
                .put(REQUESTED_REGION, call.region())
                .put(VIA_SERVICE, "false");
        if (!call.sourceIp().isEmpty()) {
            keys.put(SOURCE_IP, call.sourceIp());
        }
        if (!call.userAgent().isEmpty()) {
            keys.put(USER_AGENT, call.userAgent());
        }
        return keys.putAll(call.context()).build();
    }

    /** The keys of a pair over those of its call. */
    static Context pair(Context call, Requirement requirement) {
        Context.Builder keys = call.over(1 + requirement.context().size());
        if (showsOwner(requirement.action())) {
            keys.put(RESOURCE_ACCOUNT, requirement.owner().value());
        }
        return keys.putAll(requirement.context()).build();
    }

    /** A requirement with the keys that the organization of its owner adds. */
    static Requirement within(Requirement requirement, Guardrails.Membership organization) {
        if (!showsOwner(requirement.action())) {
            return requirement;
        }
        Map<String, List<String>> context = new HashMap<>(requirement.context());
        context.put("aws:ResourceOrgID", List.of(organization.organizationId()));
        context.put("aws:ResourceOrgPaths", List.of(organization.path()));
        return new Requirement(
                requirement.action(),
                requirement.resource(),
                requirement.owner(),
                requirement.policy(),
                Map.copyOf(context),
                requirement.perItem());
    }

    private static boolean showsOwner(String action) {
        return !action.startsWith("ebs:")
                && (!action.startsWith("ec2:") || !WITHOUT_OWNER.contains(action.toLowerCase(Locale.ROOT)));
    }
}
