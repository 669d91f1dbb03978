package dev.nephele.services.sns;

import dev.nephele.kernel.Call;
import dev.nephele.model.sns.*;
import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import dev.nephele.storage.Store;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data protection policies of topics, as they were given.
 *
 * <p>Source: SNS API Reference, PutDataProtectionPolicy; Developer Guide, "Data protection policies".
 */
final class SnsDataProtection implements DataProtection {
    private static final int LONGEST = 30_720;

    private final Store store;

    SnsDataProtection(Store store) {
        this.store = store;
    }

    @Override
    public GetDataProtectionPolicyResponse getDataProtectionPolicy(GetDataProtectionPolicyInput request, Call call) {
        TopicName name = TopicName.of(request.resourceArn(), "ResourceArn", call);
        Topic topic = store.read(call, view -> Rules.require(view, name));
        return new GetDataProtectionPolicyResponse(topic.dataProtection().orElse(""));
    }

    /** An empty text takes the policy away. */
    @Override
    public PutDataProtectionPolicyResponse putDataProtectionPolicy(PutDataProtectionPolicyInput request, Call call) {
        TopicName name = TopicName.of(request.resourceArn(), "ResourceArn", call);
        Optional<String> policy = checked(request.dataProtectionPolicy(), "DataProtectionPolicy");
        if (policy.isPresent() && name.fifo()) {
            throw Problems.invalid("ResourceArn Reason: Data protection policies are not supported for FIFO topics");
        }
        store.update(
                call,
                transaction -> Topic.TABLE
                        .in(name.account(), name.region())
                        .put(
                                transaction,
                                name.name(),
                                Rules.require(transaction, name).withDataProtection(policy)));
        return PutDataProtectionPolicyResponse.EMPTY;
    }

    /** @throws dev.nephele.model.ServiceException {@code InvalidParameter} for what is no such policy */
    static Optional<String> checked(@Nullable String policy, String parameter) {
        if (policy == null || policy.isEmpty()) {
            return Optional.empty();
        }
        if (policy.length() > LONGEST) {
            throw Problems.invalid(parameter + " Reason: Policy is longer than " + LONGEST + " characters");
        }
        try {
            boolean whole = JsonReader.read(policy) instanceof Json.Obj object
                    && object.members().get("Name") instanceof Json.Str
                    && object.members().get("Statement") instanceof Json.Arr statements
                    && !statements.items().isEmpty();
            if (whole) {
                return Optional.of(policy);
            }
        } catch (NotJsonException notJson) {
            throw Problems.invalid(parameter + " Reason: Policy is not valid JSON");
        }
        throw Problems.invalid(parameter + " Reason: Policy has no name or no statements");
    }
}
