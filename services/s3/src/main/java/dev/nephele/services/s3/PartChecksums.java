package dev.nephele.services.s3;

import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.kernel.checksum.RunningChecksum;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.CompleteMultipartUploadRequest;
import dev.nephele.model.s3.CompletedPart;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Part;
import dev.nephele.services.s3.state.Upload;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ETag and checksum of an object in parts (S3 User Guide, "Checking object integrity"). */
final class PartChecksums {
    private PartChecksums() {}

    static Optional<ChecksumAlgorithm> algorithm(@Nullable String name) {
        return name == null
                ? Optional.empty()
                : Optional.of(ChecksumAlgorithm.ofName(name)
                        .orElseThrow(() -> Problems.invalidRequest("Checksum algorithm provided is unsupported. Please"
                                + " try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1,"
                                + " SHA256]")));
    }

    /** Whether the checksum will be one of checksums: what was asked for, else what the algorithm has by default. */
    static boolean isComposite(Optional<ChecksumAlgorithm> algorithm, @Nullable String type) {
        if (type == null) {
            return algorithm.isPresent() && algorithm.get() != ChecksumAlgorithm.CRC64NVME;
        }
        if (algorithm.isEmpty()) {
            throw Problems.invalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }
        boolean composite = type.equals("COMPOSITE");
        if (!composite && !type.equals("FULL_OBJECT")) {
            throw Problems.invalidRequest("Value for x-amz-checksum-type header is invalid.");
        }
        boolean possible = composite
                ? algorithm.get() != ChecksumAlgorithm.CRC64NVME
                : algorithm.get().isJoinable();
        if (!possible) {
            throw Problems.invalidRequest("The " + type + " checksum type cannot be used with the "
                    + algorithm.get().lowerCase() + " checksum algorithm.");
        }
        return composite;
    }

    /** Refuses a part whose checksum is of another algorithm than the upload's, or lacks where each part needs one. */
    static void requireSame(Upload upload, Optional<ChecksumAlgorithm> given) {
        Optional<ChecksumAlgorithm> wanted = upload.algorithm();
        boolean lacks = given.isEmpty() && upload.composite();
        boolean differs = given.isPresent() && wanted.isPresent() && wanted.get() != given.get();
        if (lacks || differs) {
            throw Problems.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                    + wanted.map(ChecksumAlgorithm::lowerCase).orElse("null") + ", actual checksum Type: "
                    + given.map(ChecksumAlgorithm::lowerCase).orElse("null"));
        }
    }

    /**
     * Holds a completion against how its upload was begun: the same type of checksum, and one for each part if the whole
     * is made of them.
     *
     * @param type of the completion, or null
     */
    static void requireAsBegun(Upload upload, @Nullable String type, List<CompletedPart> listed) {
        if (type != null && !type.equals(upload.checksumType())) {
            throw Problems.invalidRequest("The upload was created using the " + upload.checksumType()
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        ChecksumAlgorithm algorithm =
                upload.algorithm().filter(any -> upload.composite()).orElse(null);
        for (CompletedPart part : listed) {
            if (algorithm != null && Filled.text(part, "Checksum" + algorithm.name()) == null) {
                throw Problems.invalidRequest("The upload was created using a " + algorithm.lowerCase()
                        + " checksum. The complete request must include the checksum for each part. It was missing for"
                        + " part " + part.partNumber() + " in the request.");
            }
        }
    }

    /** The MD5 of the parts' MD5s, and their number. */
    static String etag(List<String> etags) {
        RunningChecksum md5 = ChecksumAlgorithm.MD5.open();
        for (String etag : etags) {
            byte[] bytes = HexFormat.of().parseHex(etag);
            md5.update(bytes, 0, bytes.length);
        }
        return HexFormat.of().formatHex(md5.value()) + '-' + etags.size();
    }

    /** The same of the parts that a client lists; empty if what it says is no ETag of a part. */
    static Optional<String> etagOf(List<CompletedPart> listed) {
        List<String> etags = listed.stream()
                .map(part -> String.valueOf(part.eTag()).replace("\"", ""))
                .toList();
        boolean all = etags.stream().allMatch(etag -> etag.matches("[0-9a-f]{32}"));
        return all ? Optional.of(etag(etags)) : Optional.empty();
    }

    /** The checksum of the parts' checksums, and their number. */
    static Checksum composite(ChecksumAlgorithm algorithm, List<Part> parts) {
        RunningChecksum whole = algorithm.open();
        for (Part part : parts) {
            byte[] bytes = Base64.getDecoder().decode(part.segment().checksum().orElseThrow());
            whole.update(bytes, 0, bytes.length);
        }
        return new Checksum(algorithm, Base64.getEncoder().encodeToString(whole.value()) + '-' + parts.size(), true);
    }

    /** The checksum of the whole, which follows from those of the parts. */
    static Checksum whole(ChecksumAlgorithm algorithm, List<Part> parts) {
        byte[] whole = algorithm.of(new byte[0]);
        for (Part part : parts) {
            byte[] bytes = Base64.getDecoder().decode(part.segment().checksum().orElseThrow());
            whole = algorithm.join(whole, bytes, part.segment().size());
        }
        return new Checksum(algorithm, Base64.getEncoder().encodeToString(whole), false);
    }

    /** @throws ServiceException {@code BadDigest} if a client's own value of the whole is another */
    static void requireGiven(CompleteMultipartUploadRequest request, Checksum computed) {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String given = Filled.text(request, "Checksum" + algorithm.name());
            boolean right =
                    algorithm == computed.algorithm() && computed.value().equals(given);
            if (given != null && !right) {
                throw ServiceException.of(
                        "BadDigest",
                        400,
                        "The " + algorithm.lowerCase() + " you specified did not match the calculated checksum.");
            }
        }
    }
}
