package dev.nephele.services.sts;

import dev.nephele.kernel.Session;
import dev.nephele.model.sts.PolicyDescriptorType;
import dev.nephele.model.sts.Tag;
import dev.nephele.policy.grammar.IdentityGrammar;
import dev.nephele.servicekit.tag.TagRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** The policies and tags that a request passes to its session, checked as AWS checks them. */
final class SessionInputs {
    /** The most characters of inline policy and policy ARNs together (STS API Reference, {@code Policy}). */
    private static final int PLAIN_LIMIT = 2_048;

    /** The most policy ARNs (IAM User Guide, "IAM and AWS STS quotas"). */
    private static final int ARN_LIMIT = 10;

    /**
     * The space for policies and tags in packed form. How AWS packs is not published; here it is deflate, and the space
     * is such that 2,048 characters of an ordinary policy fit.
     */
    private static final int PACKED_LIMIT = 2_048;

    private static final TagRules TAGS = TagRules.builder()
            .distinct(
                    TagRules.Letters.ANY_CASE,
                    (key, value) -> Problems.invalidParameter(
                            "Duplicate tag keys found. Please note that Tag keys are case insensitive."))
            .build();

    private SessionInputs() {}

    /**
     * The tags of a request.
     *
     * @throws dev.nephele.model.ServiceException {@code InvalidParameterValue} for keys that differ in case only
     */
    static Map<String, String> tags(@Nullable List<Tag> tags) {
        return TAGS.checked(tags == null ? List.of() : tags, Tag::key, Tag::value);
    }

    /** The tags of a request as a rule sees them, before anything is checked. */
    static Map<String, String> asked(@Nullable List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        if (tags != null) {
            tags.forEach(tag -> map.put(tag.key(), tag.value()));
        }
        return map;
    }

    static List<String> arns(@Nullable List<PolicyDescriptorType> descriptors) {
        return descriptors == null
                ? List.of()
                : descriptors.stream()
                        .map(PolicyDescriptorType::arn)
                        .map(arn -> arn == null ? "" : arn)
                        .toList();
    }

    /**
     * The session policies of a request.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument} for a document that is no policy,
     *     {@code PackedPolicyTooLarge} for too much of it, {@code ValidationError} for too many ARNs
     */
    static Session.Policies policies(@Nullable String document, List<String> arns) {
        if (document != null) {
            IdentityGrammar.inline(document).ifPresent(found -> {
                throw Problems.malformedPolicy(found.message());
            });
        }
        if (arns.size() > ARN_LIMIT) {
            throw Problems.validation("1 validation error detected: Value at 'policyArns' failed to satisfy constraint:"
                    + " Member must have length less than or equal to " + ARN_LIMIT);
        }
        int plain = (document == null ? 0 : document.length())
                + arns.stream().mapToInt(String::length).sum();
        if (plain > PLAIN_LIMIT) {
            throw Problems.packedPolicyTooLarge(100 * plain / PLAIN_LIMIT);
        }
        return new Session.Policies(Optional.ofNullable(document), arns);
    }

    /**
     * How much of the space the policies and tags of a request use, in per cent; empty if it passes none.
     *
     * @throws dev.nephele.model.ServiceException {@code PackedPolicyTooLarge} beyond 100 per cent
     */
    static Optional<Integer> packedSize(Session.Policies policies, Map<String, String> tags) {
        if (!policies.present() && tags.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(policies.document().orElse(""));
        policies.arns().forEach(arn -> text.append('\n').append(arn));
        tags.forEach((key, value) -> text.append('\n').append(key).append('=').append(value));
        int packed = deflated(text.toString().getBytes(StandardCharsets.UTF_8));
        int percent = Math.max(1, (100 * packed + PACKED_LIMIT - 1) / PACKED_LIMIT);
        if (percent > 100) {
            throw Problems.packedPolicyTooLarge(percent);
        }
        return Optional.of(percent);
    }

    private static int deflated(byte[] text) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(text);
            deflater.finish();
            byte[] buffer = new byte[4_096];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(buffer);
            }
            return size;
        }
    }
}
