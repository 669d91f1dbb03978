package dev.nephele.services.s3;

import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.Tag;
import dev.nephele.servicekit.tag.TagRules;
import dev.nephele.services.s3.answer.Problems;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tags of objects and buckets, as requests write them (S3 User Guide, "Object tagging"). */
final class ObjectTags {
    private static final int KEY = 128;
    private static final int VALUE = 256;
    private static final TagRules OF_AN_OBJECT =
            rules(10, "Object tags cannot be greater than 10", "Your TagKey cannot be prefixed with aws:");
    private static final TagRules OF_A_BUCKET =
            rules(50, "Bucket tag count cannot be greater than 50", "System tags cannot be added/updated by requester");
    private static final TagRules OF_A_NEW_BUCKET = rules(
            50,
            "Bucket tag count cannot be greater than 50",
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags. Remove"
                    + " \"aws:\" from your tag keys and try again.");

    private ObjectTags() {}

    /**
     * The tags of the header {@code x-amz-tagging}. A pair without a value has an empty one, and empty pairs are none.
     *
     * @throws ServiceException {@code InvalidArgument}, {@code InvalidTag}, {@code BadRequest}
     */
    static Map<String, String> ofHeader(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return Map.of();
        }
        List<Tag> tags = new ArrayList<>();
        for (String pair : header.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals == 0) {
                throw badHeader(header);
            } else if (pair.isEmpty()) {
                continue;
            }
            tags.add(new Tag(
                    decoded(equals < 0 ? pair : pair.substring(0, equals), header),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1), header)));
        }
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw badHeader(header);
        }
        return ofObject(tags);
    }

    private static String decoded(String text, String header) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw badHeader(header);
        }
    }

    private static ServiceException badHeader(String header) {
        return Problems.invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag"
                        + " name duplicates.",
                "x-amz-tagging",
                header);
    }

    static Map<String, String> ofObject(List<Tag> tags) {
        return OF_AN_OBJECT.checked(tags, Tag::key, Tag::value);
    }

    static Map<String, String> ofBucket(List<Tag> tags) {
        return OF_A_BUCKET.checked(tags, Tag::key, Tag::value);
    }

    /** Those that a bucket is created with. */
    static Map<String, String> ofNewBucket(List<Tag> tags) {
        return OF_A_NEW_BUCKET.checked(tags, Tag::key, Tag::value);
    }

    private static TagRules rules(int most, String tooMany, String reserved) {
        return TagRules.builder()
                .most(most, () -> ServiceException.of("BadRequest", 400, tooMany))
                .keys(
                        KEY,
                        ObjectTags::isText,
                        (key, value) -> Problems.invalidTag("The TagKey you have provided is invalid")
                                .with("TagKey", key))
                .values(
                        VALUE,
                        ObjectTags::isText,
                        (key, value) -> Problems.invalidTag("The TagValue you have provided is invalid")
                                .with("TagKey", key)
                                .with("TagValue", value))
                .reserved(
                        TagRules.Letters.EXACT,
                        (key, value) -> Problems.invalidTag(reserved).with("TagKey", key))
                .distinct(
                        TagRules.Letters.EXACT,
                        (key, value) -> Problems.invalidTag("Cannot provide multiple Tags with the same key")
                                .with("TagKey", key))
                .build();
    }

    private static boolean isText(int point) {
        return Character.isLetterOrDigit(point) || Character.isSpaceChar(point) || "_.:/=+-@".indexOf(point) >= 0;
    }

    /** As answers list them, by key. */
    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }
}
