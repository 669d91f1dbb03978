package dev.nephele.services.s3;

import dev.nephele.model.s3.Checksum;
import dev.nephele.model.s3.GetObjectAttributesOutput;
import dev.nephele.model.s3.GetObjectAttributesParts;
import dev.nephele.model.s3.GetObjectAttributesRequest;
import dev.nephele.model.s3.ObjectPart;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Segment;
import dev.nephele.services.s3.state.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers GetObjectAttributes: those of an object's facts that were asked for. */
final class ObjectAttributes {
    private static final int PAGE = 1_000;
    private static final Set<String> ATTRIBUTES =
            Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

    private ObjectAttributes() {}

    static GetObjectAttributesOutput of(GetObjectAttributesRequest request, ObjectReader.Found found) {
        Version version = found.version();
        Set<String> wanted = wanted(request);
        Filled answer = Filled.of(GetObjectAttributesOutput.SCHEMA)
                .set("LastModified", version.modified())
                .set("VersionId", found.shownId());
        if (wanted.contains("ETag")) {
            answer.set("ETag", version.etag());
        }
        if (wanted.contains("Checksum")) {
            version.checksum().ifPresent(checksum -> answer.set("Checksum", told(checksum)));
        }
        if (wanted.contains("ObjectParts") && version.inParts()) {
            answer.set("ObjectParts", parts(request, version));
        }
        if (wanted.contains("StorageClass")) {
            answer.set("StorageClass", version.storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            answer.set("ObjectSize", version.size());
        }
        return answer.as(GetObjectAttributesOutput.class);
    }

    /** @throws dev.nephele.model.ServiceException {@code InvalidArgument} for an attribute that there is not */
    private static Set<String> wanted(GetObjectAttributesRequest request) {
        Set<String> wanted = new HashSet<>();
        for (String names : request.objectAttributes()) {
            for (String each : names.split(",", -1)) {
                String name = each.strip();
                if (!ATTRIBUTES.contains(name)) {
                    throw Problems.invalidArgument(
                            "Invalid attribute name specified.", "x-amz-object-attributes", name);
                }
                wanted.add(name);
            }
        }
        return wanted;
    }

    /** A composite value is told without the number of its parts, unlike everywhere else. */
    private static Checksum told(dev.nephele.services.s3.state.Checksum checksum) {
        String value = checksum.value();
        int parts = checksum.composite() ? value.lastIndexOf('-') : -1;
        return Filled.of(Checksum.SCHEMA)
                .checksum(checksum)
                .checksum(checksum.algorithm().name(), parts < 0 ? value : value.substring(0, parts))
                .as(Checksum.class);
    }

    /** The parts, where each has a checksum that the whole is made of; else only their number. */
    private static GetObjectAttributesParts parts(GetObjectAttributesRequest request, Version version) {
        int total = version.segments().size();
        if (version.checksum().filter(whole -> whole.composite()).isEmpty()) {
            return Filled.of(GetObjectAttributesParts.SCHEMA)
                    .set("TotalPartsCount", total)
                    .as(GetObjectAttributesParts.class);
        }
        int most = request.maxParts() == null ? PAGE : Math.min(PAGE, request.maxParts());
        int marker = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        List<ObjectPart> parts = new ArrayList<>();
        boolean truncated = false;
        for (Segment segment : version.segments()) {
            if (segment.part() > marker) {
                if (parts.size() == most) {
                    truncated = true;
                    break;
                }
                Filled part = Filled.of(ObjectPart.SCHEMA)
                        .set("PartNumber", segment.part())
                        .set("Size", segment.size());
                version.checksum()
                        .ifPresent(whole -> segment.checksum()
                                .ifPresent(
                                        value -> part.checksum(whole.algorithm().name(), value)));
                parts.add(part.as(ObjectPart.class));
            }
        }
        Filled answer = Filled.of(GetObjectAttributesParts.SCHEMA)
                .set("TotalPartsCount", total)
                .set("PartNumberMarker", marker)
                .set("MaxParts", most)
                .set("IsTruncated", truncated)
                .set("Parts", parts);
        if (!parts.isEmpty()) {
            answer.set("NextPartNumberMarker", parts.getLast().partNumber());
        }
        return answer.as(GetObjectAttributesParts.class);
    }
}
