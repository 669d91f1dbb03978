package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.CompleteMultipartUploadOutput;
import dev.nephele.model.s3.CompleteMultipartUploadRequest;
import dev.nephele.model.s3.CompletedPart;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Part;
import dev.nephele.services.s3.state.Segment;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.services.s3.state.Tables.PartKey;
import dev.nephele.services.s3.state.Tables.UploadKey;
import dev.nephele.services.s3.state.Upload;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers CompleteMultipartUpload: the parts, in the order of the request, become one object. */
final class Completion {
    /** What every part but the last has at least, in bytes. */
    private static final long SMALLEST = 5L << 20;

    private final Store store;
    private final ObjectWriter writer;

    Completion(Store store, ObjectWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    CompleteMultipartUploadOutput complete(CompleteMultipartUploadRequest request, Call call) {
        UploadKey key = new UploadKey(request.bucket(), request.key(), request.uploadId());
        List<CompletedPart> listed = listed(key, request);
        Optional<ObjectWriter.Written> before = store.read(call, view -> completed(view, key, listed));
        ObjectWriter.Written written = before.isPresent() ? before.get() : complete(request, key, listed, call);
        String location = call.origin().endpoint() + '/' + request.bucket() + '/' + S3Listing.text(request.key(), true);
        return ObjectWriter.tell(Filled.of(CompleteMultipartUploadOutput.SCHEMA), written)
                .set("Location", location)
                .set("Bucket", request.bucket())
                .set("Key", request.key())
                .as(CompleteMultipartUploadOutput.class);
    }

    /** The object, if an upload has already become it: who repeats a completion gets the answer to the first. */
    private static Optional<ObjectWriter.Written> completed(View view, UploadKey key, List<CompletedPart> listed) {
        Version newest = Versions.seek(view, key.bucket(), key.key(), null);
        if (newest == null
                || newest.upload().filter(key.upload()::equals).isEmpty()
                || PartChecksums.etagOf(listed).filter(newest.etag()::equals).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectWriter.Written(
                newest, Lookup.bucket(view, key.bucket()).versioning()));
    }

    private ObjectWriter.Written complete(
            CompleteMultipartUploadRequest request, UploadKey key, List<CompletedPart> listed, Call call) {
        Found found = store.read(call, view -> {
            Upload upload = upload(view, key);
            PartChecksums.requireAsBegun(upload, request.checksumType(), listed);
            return new Found(upload, chosen(view, upload, key, listed));
        });
        Upload upload = found.upload();
        List<Part> parts = found.parts();
        requireSize(request, parts);
        Checksum checksum = checksum(upload, parts);
        PartChecksums.requireGiven(request, checksum);
        Version draft = draft(call, key, upload, parts, checksum);
        Rules.Target target = new Rules.Target(request.bucket(), request.key(), null, request.expectedBucketOwner());
        ObjectWriter.Conditions conditions = new ObjectWriter.Conditions(request.ifMatch(), request.ifNoneMatch());
        String random = writer.random();
        return store.transact(call, transaction -> {
            requireUndisturbed(transaction, key, upload, conditions);
            if (!chosen(transaction, upload(transaction, key), key, listed).equals(parts)) {
                throw Problems.conflict("PartChanged", key.key());
            }
            ObjectWriter.Written made = writer.put(transaction, target, draft, conditions, random);
            forget(transaction, key, parts);
            return made;
        });
    }

    /**
     * A condition speaks of the object that was there when the upload began (S3 User Guide, "Conditional writes").
     *
     * @throws ServiceException {@code ConditionalRequestConflict} if it was overwritten or deleted meanwhile
     */
    private static void requireUndisturbed(
            View view, UploadKey key, Upload upload, ObjectWriter.Conditions conditions) {
        if (upload.newest() == Upload.UNKNOWN) {
            return;
        }
        Version newest = Versions.seek(view, key.bucket(), key.key(), null);
        boolean there = newest != null && !newest.marker();
        if (conditions.ifMatch() != null && newest != null && there) {
            boolean rewritten =
                    newest.sequence() != upload.newest() || newest.modified().isAfter(upload.initiated());
            if (rewritten) {
                throw Problems.conflict("If-Match", key.key());
            }
        }
        if (conditions.ifNoneMatch() != null && !there && upload.newest() != 0) {
            throw Problems.conflict("If-None-Match", key.key());
        }
    }

    /** An upload with the parts that are to become the object. */
    private record Found(Upload upload, List<Part> parts) {}

    private static Upload upload(View view, UploadKey key) {
        return Tables.UPLOADS.find(view, key).orElseThrow(() -> Problems.noSuchUpload(key.upload()));
    }

    private static List<CompletedPart> listed(UploadKey key, CompleteMultipartUploadRequest request) {
        List<CompletedPart> listed = request.multipartUpload() == null
                ? null
                : request.multipartUpload().parts();
        if (listed == null || listed.isEmpty()) {
            throw Problems.malformedXml();
        }
        int last = 0;
        for (CompletedPart part : listed) {
            if (part.partNumber() == null || part.eTag() == null) {
                throw Problems.malformedXml();
            }
            if (part.partNumber() <= last) {
                throw ServiceException.of(
                                "InvalidPartOrder",
                                400,
                                "The list of parts was not in ascending order. Parts must be ordered by part number.")
                        .with("UploadId", key.upload());
            }
            last = part.partNumber();
        }
        return listed;
    }

    private static List<Part> chosen(View view, Upload upload, UploadKey key, List<CompletedPart> listed) {
        List<Part> parts = new ArrayList<>();
        for (CompletedPart each : listed) {
            int number = each.partNumber() == null ? 0 : each.partNumber();
            Part part = Tables.PARTS.get(view, new PartKey(key.upload(), number));
            if (part == null || !fits(each, part, upload)) {
                throw ServiceException.of(
                                "InvalidPart",
                                400,
                                "One or more of the specified parts could not be found.  The part may not have been"
                                        + " uploaded, or the specified entity tag may not match the part's entity tag.")
                        .with("UploadId", key.upload())
                        .with("PartNumber", Integer.toString(number))
                        .with("ETag", String.valueOf(each.eTag()).replace("\"", ""));
            }
            parts.add(part);
        }
        for (Part part : parts.subList(0, parts.size() - 1)) {
            if (part.segment().size() < SMALLEST) {
                throw ServiceException.of(
                                "EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", Long.toString(part.segment().size()))
                        .with("MinSizeAllowed", Long.toString(SMALLEST))
                        .with("PartNumber", Integer.toString(part.segment().part()))
                        .with("ETag", part.etag());
            }
        }
        return parts;
    }

    private static boolean fits(CompletedPart listed, Part part, Upload upload) {
        String etag = listed.eTag() == null ? "" : listed.eTag().replace("\"", "");
        if (!etag.equals(part.etag())) {
            return false;
        }
        @Nullable
        String given = upload.algorithm()
                .map(algorithm -> Filled.text(listed, "Checksum" + algorithm.name()))
                .orElse(null);
        return given == null || part.segment().checksum().filter(given::equals).isPresent();
    }

    private static void requireSize(CompleteMultipartUploadRequest request, List<Part> parts) {
        long size = parts.stream().mapToLong(part -> part.segment().size()).sum();
        if (request.mpuObjectSize() != null && request.mpuObjectSize() != size) {
            throw Problems.invalidRequest("The provided 'x-amz-mp-object-size' header value " + request.mpuObjectSize()
                    + " does not match what was computed: " + size);
        }
    }

    private static Checksum checksum(Upload upload, List<Part> parts) {
        ChecksumAlgorithm algorithm = upload.algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
        return upload.composite() ? PartChecksums.composite(algorithm, parts) : PartChecksums.whole(algorithm, parts);
    }

    private static Version draft(Call call, UploadKey key, Upload upload, List<Part> parts, Checksum checksum) {
        List<Segment> segments = parts.stream().map(Part::segment).toList();
        return new Version(
                "",
                0,
                false,
                call.instant(),
                PartChecksums.etag(parts.stream().map(Part::etag).toList()),
                ObjectWriter.renumbered(segments),
                Optional.of(key.upload()),
                upload.headers(),
                upload.metadata(),
                upload.tags(),
                Optional.of(checksum));
    }

    /** Ends the upload; parts that were not chosen lose their bytes. */
    private void forget(Transaction transaction, UploadKey key, List<Part> used) {
        Set<String> kept = new HashSet<>();
        used.forEach(part -> kept.add(part.segment().blob().value()));
        var rows = Tables.PARTS.scan().under(out -> out.text(key.upload()));
        for (Part part : rows.values(transaction)) {
            if (!kept.contains(part.segment().blob().value())) {
                writer.blobs().delete(transaction, part.segment().blob());
            }
        }
        rows.delete(transaction);
        Tables.UPLOADS.delete(transaction, key);
    }
}
