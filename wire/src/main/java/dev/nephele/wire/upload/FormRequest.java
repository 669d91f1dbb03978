package dev.nephele.wire.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Structure;
import dev.nephele.wire.MemoryRequest;
import dev.nephele.wire.Percent;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.auth.Payload;
import dev.nephele.wire.xml.ShapeReader;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The PutObject that a posted form is: its fields are the headers, its file is the body (S3 API Reference, "POST
 * Object"). The body is held against the checksums among the fields.
 */
public final class FormRequest {
    private static final Set<String> STANDARD = Set.of(
            "cache-control",
            "content-type",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-md5",
            "expires");
    private static final Set<String> SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    private FormRequest() {}

    /**
     * The request.
     *
     * @param bucket in raw form
     * @param sizes that the form's policy allows, or null for any
     * @param tagging the schema of the document in the field {@code tagging}
     * @throws dev.nephele.model.ServiceException {@code InvalidArgument} for an empty key, {@code MalformedXML} for tags,
     *     and what {@link Checksums#of} says
     */
    public static WireRequest of(PostForm form, String bucket, PostPolicy.@Nullable SizeRange sizes, Schema tagging) {
        String key = form.field("key").orElse("");
        if (key.isEmpty()) {
            throw BodyErrors.invalidArgument("User key must have a length greater than 0.", "key", "");
        }
        MemoryRequest.Builder builder = MemoryRequest.of("PUT", '/' + bucket + '/' + Percent.encode(key, true));
        for (Map.Entry<String, String> field : form.fields().entrySet()) {
            String name = field.getKey();
            if (STANDARD.contains(name) || name.startsWith("x-amz-") && !SIGNATURE.contains(name)) {
                header(builder, name, field.getValue());
            }
        }
        form.field("acl").ifPresent(acl -> header(builder, "x-amz-acl", acl));
        form.field("tagging").ifPresent(tags -> header(builder, "x-amz-tagging", query(tags, tagging)));
        builder.body(new FormFile(form.file(sizes)));
        WireRequest request = builder.build();
        HttpHead head = HttpHead.of(request, null);
        return request.withBody(VerifiedBody.of(head, Payload.Open.INSTANCE, request.body(), Checksums.of(head)));
    }

    /** In the form of header values: a character a byte. */
    private static void header(MemoryRequest.Builder builder, String name, String value) {
        builder.header(name, new String(value.getBytes(UTF_8), ISO_8859_1));
    }

    /** The tags of a document as the header {@code x-amz-tagging} has them. */
    private static String query(String document, Schema tagging) {
        @Nullable Object[] values = new @Nullable Object[tagging.members().size()];
        ShapeReader.readMembers(document.getBytes(UTF_8), "Tagging", tagging, values);
        List<String> pairs = new ArrayList<>();
        if (member(tagging.create(values), "TagSet") instanceof List<?> tags) {
            for (Object tag : tags) {
                Structure pair = (Structure) tag;
                pairs.add(text(pair, "Key") + '=' + text(pair, "Value"));
            }
        }
        return String.join("&", pairs);
    }

    private static String text(Structure tag, String name) {
        Object value = member(tag, name);
        return value == null ? "" : Percent.encode(value.toString(), false);
    }

    private static @Nullable Object member(Structure structure, String name) {
        Member member = structure.schema().member(name);
        return member == null ? null : structure.member(member.index());
    }

    /** A file whose size is known at its end only, since other parts of the form may follow it. */
    private record FormFile(InputStream content) implements Body {
        @Override
        public long length() {
            return -1;
        }

        @Override
        public InputStream open() {
            return content;
        }
    }
}
