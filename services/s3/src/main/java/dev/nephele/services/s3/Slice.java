package dev.nephele.services.s3;

import dev.nephele.kernel.View;
import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Segment;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.blob.Blobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an object that a request asks for.
 *
 * @param offset of its first byte
 * @param length in bytes
 * @param range as {@code Content-Range} says it; empty for a whole object
 * @param parts the number of parts of the object, where the request named a part
 * @param checksum of these bytes, as far as it is known: of the whole object, or of a part of a composite one
 */
record Slice(long offset, long length, Optional<String> range, Optional<Integer> parts, Optional<Checksum> checksum) {
    private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /**
     * What a request asks for. A range that is not understood is ignored, as RFC 9110 wants it.
     *
     * @throws ServiceException {@code InvalidRange}, {@code InvalidPartNumber}, {@code InvalidRequest}
     */
    static Slice of(Version version, @Nullable String range, @Nullable Integer part) {
        if (part != null) {
            if (range != null) {
                throw Problems.invalidRequest("Cannot specify both Range header and partNumber query parameter");
            }
            return ofPart(version, part);
        }
        Matcher form = range == null ? null : RANGE.matcher(range.strip());
        if (form == null
                || !form.matches()
                || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return whole(version);
        }
        return ofRange(version, form, range == null ? "" : range);
    }

    /**
     * What a part is copied from: the whole, or a range with both ends inside.
     *
     * @throws ServiceException {@code InvalidArgument}, {@code InvalidRequest}
     */
    static Slice toCopy(Version version, @Nullable String range) {
        if (range == null) {
            return whole(version);
        }
        Matcher form = RANGE.matcher(range.strip());
        boolean both =
                form.matches() && !form.group(1).isEmpty() && !form.group(2).isEmpty();
        if (!both || Long.parseLong(form.group(1)) > Long.parseLong(form.group(2))) {
            throw Problems.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are"
                            + " the zero-based offsets of the first and last bytes to copy",
                    "x-amz-copy-source-range",
                    range);
        }
        if (Long.parseLong(form.group(1)) >= version.size()) {
            throw Problems.invalidRequest("The specified copy range is invalid for the source object size");
        }
        if (Long.parseLong(form.group(2)) >= version.size()) {
            throw Problems.invalidArgument(
                    "Range specified is not valid for source object of size: " + version.size(),
                    "x-amz-copy-source-range",
                    range);
        }
        return ofRange(version, form, range);
    }

    static Slice whole(Version version) {
        return new Slice(0, version.size(), Optional.empty(), Optional.empty(), version.checksum());
    }

    private static Slice ofRange(Version version, Matcher form, String asked) {
        long size = version.size();
        long first;
        long last = size - 1;
        if (form.group(1).isEmpty()) {
            long count = Long.parseLong(form.group(2));
            first = count == 0 ? size : Math.max(0, size - count);
        } else {
            first = Long.parseLong(form.group(1));
            if (!form.group(2).isEmpty()) {
                long end = Long.parseLong(form.group(2));
                if (end < first) {
                    return whole(version);
                }
                last = Math.min(last, end);
            }
        }
        if (first >= size) {
            throw ServiceException.of("InvalidRange", 416, "The requested range is not satisfiable")
                    .with("RangeRequested", asked)
                    .with("ActualObjectSize", Long.toString(size));
        }
        Optional<Checksum> checksum = last - first + 1 == size ? version.checksum() : Optional.empty();
        return new Slice(
                first, last - first + 1, Optional.of(contentRange(first, last, size)), Optional.empty(), checksum);
    }

    private static Slice ofPart(Version version, int part) {
        List<Segment> segments = version.segments();
        if (part < 1 || part > segments.size()) {
            throw ServiceException.of("InvalidPartNumber", 416, "The requested partnumber is not satisfiable")
                    .with("PartNumberRequested", Integer.toString(part))
                    .with("ActualPartCount", Integer.toString(segments.size()));
        }
        long offset = 0;
        for (Segment segment : segments.subList(0, part - 1)) {
            offset += segment.size();
        }
        long length = segments.get(part - 1).size();
        Optional<Integer> parts = version.inParts() ? Optional.of(segments.size()) : Optional.empty();
        Optional<String> range =
                length == 0 ? Optional.empty() : Optional.of(contentRange(offset, offset + length - 1, version.size()));
        return new Slice(offset, length, range, parts, ofPart(version, segments.get(part - 1)));
    }

    private static Optional<Checksum> ofPart(Version version, Segment part) {
        Optional<Checksum> whole = version.checksum();
        if (whole.filter(Checksum::composite).isPresent()) {
            ChecksumAlgorithm algorithm = whole.get().algorithm();
            return part.checksum().map(value -> new Checksum(algorithm, value, true));
        }
        return version.segments().size() == 1 ? whole : Optional.empty();
    }

    private static String contentRange(long first, long last, long size) {
        return "bytes " + first + '-' + last + '/' + size;
    }

    /** The bytes. They may be read after the view is closed. */
    Body open(Blobs blobs, View view, Version version) {
        List<Blobs.Span> spans = new ArrayList<>();
        long skip = offset;
        long left = length;
        for (Segment segment : version.segments()) {
            if (left > 0 && skip < segment.size()) {
                long some = Math.min(left, segment.size() - skip);
                spans.add(new Blobs.Span(segment.blob(), skip, some));
                left -= some;
                skip = 0;
            } else {
                skip = Math.max(0, skip - segment.size());
            }
        }
        return blobs.open(view, spans);
    }
}
