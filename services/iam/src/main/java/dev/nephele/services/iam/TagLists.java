package dev.nephele.services.iam;

import dev.nephele.model.iam.Tag;
import dev.nephele.servicekit.tag.TagRules;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tags of requests. */
final class TagLists {
    private static final TagRules RULES = TagRules.builder()
            .reserved(
                    TagRules.Letters.ANY_CASE,
                    (key, value) -> Problems.invalidInput("Tag keys beginning with aws: are reserved for system use."))
            .distinct(
                    TagRules.Letters.ANY_CASE,
                    (key, value) -> Problems.invalidInput(
                            "Duplicate tag keys found. Please note that Tag keys are case insensitive."))
            .build();

    private TagLists() {}

    /**
     * The tags of a request, checked.
     *
     * @throws dev.nephele.model.ServiceException {@code InvalidInput} for keys that occur twice or are reserved,
     *     {@code LimitExceeded} for more than the quota
     */
    static Tags of(@Nullable List<Tag> tags, Limits limits) {
        return tags == null ? Tags.NONE : within(new Tags(RULES.checked(tags, Tag::key, Tag::value)), limits);
    }

    /** The tags, if an entity may have so many. */
    static Tags within(Tags tags, Limits limits) {
        if (tags.map().size() > limits.of(Quota.TAGS)) {
            throw Problems.limitExceeded("The number of tags has reached the maximum limit.");
        }
        return tags;
    }

    /** The tags of a request as a rule sees them, before anything is checked. */
    static Map<String, String> asked(@Nullable List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        if (tags != null) {
            tags.forEach(tag -> map.put(tag.key(), tag.value()));
        }
        return map;
    }
}
