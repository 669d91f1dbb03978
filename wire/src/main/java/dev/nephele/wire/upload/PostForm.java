package dev.nephele.wire.upload;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form posted to a bucket, read up to its file (S3 API Reference, "POST Object"). Fields that follow the file are
 * ignored, as S3 does.
 */
public final class PostForm {
    /** The most bytes that fields may have together (S3 User Guide: 20 KB). */
    static final int MOST_FIELD_BYTES = 20_480;

    private final Map<String, String> fields;
    private final String fileName;
    private final InputStream file;

    private PostForm(Map<String, String> fields, String fileName, InputStream file) {
        this.fields = fields;
        this.fileName = fileName;
        this.file = file;
    }

    /**
     * Reads the fields of a form.
     *
     * @param in the body, of which everything up to the file's first byte is read
     * @throws ServiceException PreconditionFailed for another content type; MalformedPOSTRequest;
     *     MaxPostPreDataLengthExceededError; InvalidArgument when file or key is missing
     */
    public static PostForm read(HttpHead head, InputStream in) throws IOException {
        MultipartReader parts = new MultipartReader(in, boundary(head));
        Map<String, String> fields = new LinkedHashMap<>();
        int bytes = 0;
        for (MultipartReader.Part part = parts.next(); part != null; part = parts.next()) {
            String name = part.name().toLowerCase(Locale.ROOT);
            if (name.equals("file")) {
                return of(fields, part.fileName() == null ? "" : part.fileName(), parts.content());
            }
            bytes += name.length();
            String value = parts.text(MOST_FIELD_BYTES);
            bytes += value == null ? MOST_FIELD_BYTES : value.length();
            if (value == null || bytes > MOST_FIELD_BYTES) {
                throw ServiceException.of(
                        "MaxPostPreDataLengthExceededError",
                        400,
                        "Your POST request fields preceding the upload file were too large.");
            }
            fields.merge(name, value, (before, more) -> before + ',' + more);
        }
        throw BodyErrors.invalidArgument("POST requires exactly one file upload per request.", "file", "0");
    }

    private static PostForm of(Map<String, String> fields, String path, InputStream file) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        if (!name.isEmpty()) {
            fields.replaceAll((field, value) -> value.replace("${filename}", name));
        }
        if (fields.get("key") == null) {
            throw BodyErrors.missingField("key");
        }
        return new PostForm(Collections.unmodifiableMap(fields), name, file);
    }

    private static String boundary(HttpHead head) {
        String type = head.header("content-type");
        if (type == null || !type.strip().regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            throw ServiceException.of(
                            "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold")
                    .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        for (String parameter : type.split(";", -1)) {
            String text = parameter.strip();
            if (text.regionMatches(true, 0, "boundary=", 0, 9)) {
                String boundary = text.substring(9);
                if (boundary.length() >= 2 && boundary.startsWith("\"") && boundary.endsWith("\"")) {
                    boundary = boundary.substring(1, boundary.length() - 1);
                }
                if (!boundary.isEmpty() && boundary.length() <= MultipartReader.LONGEST_BOUNDARY) {
                    return boundary;
                }
            }
        }
        throw BodyErrors.malformedForm();
    }

    /** The fields by lower-case name, in order; {@code ${filename}} is expanded where the file has a name. */
    public Map<String, String> fields() {
        return fields;
    }

    /** The value of a field, by its name in any case. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The last part of the file's name; empty if it has none. */
    public String fileName() {
        return fileName;
    }

    /** Whether the form carries any part of a signature. */
    public boolean signed() {
        return fields.containsKey("policy")
                || fields.containsKey("signature")
                || fields.containsKey("awsaccesskeyid")
                || fields.containsKey("x-amz-algorithm")
                || fields.containsKey("x-amz-credential")
                || fields.containsKey("x-amz-signature");
    }

    /** The access key that the form says it was signed with; empty if none. */
    public String accessKeyId() {
        String scope = fields.getOrDefault("x-amz-credential", "");
        int slash = scope.indexOf('/');
        return fields.getOrDefault("awsaccesskeyid", slash < 0 ? scope : scope.substring(0, slash));
    }

    /** The file's bytes, once; a missing end throws MalformedPOSTRequest. */
    public InputStream file() {
        return file;
    }

    /**
     * The file's bytes, held against a range of sizes.
     *
     * @param range of the form's policy, or null for none
     * @return a stream that throws EntityTooLarge at the first byte too much and EntityTooSmall at the end
     */
    public InputStream file(PostPolicy.@Nullable SizeRange range) {
        return range == null ? file : new RangedStream(file, range);
    }

    private static final class RangedStream extends InputStream {
        private final InputStream in;
        private final PostPolicy.SizeRange range;
        private long seen;

        RangedStream(InputStream in, PostPolicy.SizeRange range) {
            this.in = in;
            this.range = range;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int some = in.read(target, offset, wanted);
            seen += Math.max(0, some);
            if (seen > range.most()) {
                throw ServiceException.of(
                                "EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size")
                        .with("ProposedSize", String.valueOf(seen))
                        .with("MaxSizeAllowed", String.valueOf(range.most()));
            } else if (some < 0 && seen < range.least()) {
                throw ServiceException.of(
                                "EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", String.valueOf(seen))
                        .with("MinSizeAllowed", String.valueOf(range.least()));
            }
            return some;
        }
    }
}
