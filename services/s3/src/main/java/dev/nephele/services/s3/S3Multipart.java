package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.model.Body;
import dev.nephele.model.s3.*;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.request.StoredHeaders;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Part;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.services.s3.state.Tables.PartKey;
import dev.nephele.services.s3.state.Tables.UploadKey;
import dev.nephele.services.s3.state.Upload;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.Scan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads in parts, until they are completed or aborted. */
final class S3Multipart implements Multipart {
    private static final int PAGE = 1_000;
    private static final int LAST_PART = 10_000;
    private static final int MICROS = 14;

    private final Store store;
    private final ObjectWriter writer;
    private final Completion completion;

    S3Multipart(Store store, ObjectWriter writer) {
        this.store = store;
        this.writer = writer;
        this.completion = new Completion(store, writer);
    }

    @Override
    public CreateMultipartUploadOutput createMultipartUpload(CreateMultipartUploadRequest request, Call call) {
        Unserved.refuse(request);
        StoredHeaders.requireKey(request.key());
        Unserved.refuseAcl(request.acl(), store.read(call, view -> Lookup.bucket(view, request.bucket())), call);
        ObjectWriter.Dress dress = ObjectWriter.Dress.of(request, request.metadata(), request.tagging());
        Optional<ChecksumAlgorithm> algorithm = PartChecksums.algorithm(request.checksumAlgorithm());
        boolean composite = PartChecksums.isComposite(algorithm, request.checksumType());
        String id = id(call.instant());
        String initiator = call.caller()
                .principal()
                .arn()
                .map(Object::toString)
                .orElse(call.account().value());
        store.update(call, transaction -> {
            Lookup.bucket(transaction, request.bucket());
            Version there = Versions.seek(transaction, request.bucket(), request.key(), null);
            Upload upload = new Upload(
                    call.instant(),
                    initiator,
                    dress.headers(),
                    dress.metadata(),
                    dress.tags(),
                    algorithm,
                    composite,
                    there == null || there.marker() ? 0 : there.sequence());
            Tables.UPLOADS.put(transaction, new UploadKey(request.bucket(), request.key(), id), upload);
        });
        return Filled.of(CreateMultipartUploadOutput.SCHEMA)
                .set("Bucket", request.bucket())
                .set("Key", request.key())
                .set("UploadId", id)
                .set("ServerSideEncryption", "AES256")
                .set("ChecksumAlgorithm", algorithm.map(Enum::name).orElse(null))
                .set("ChecksumType", algorithm.isEmpty() ? null : composite ? "COMPOSITE" : "FULL_OBJECT")
                .as(CreateMultipartUploadOutput.class);
    }

    /**
     * A new upload's id. It begins with the time, so that the uploads of a key stand in the order in which they were begun
     * (S3 API Reference, ListMultipartUploads); the rest cannot be guessed.
     */
    private String id(Instant begun) {
        String micros = HexFormat.of().toHexDigits(ChronoUnit.MICROS.between(Instant.EPOCH, begun), MICROS);
        return micros + writer.random() + writer.random() + writer.random();
    }

    @Override
    public List<Requirement> createMultipartUploadRule(CreateMultipartUploadRequest request, Undecided call) {
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        Requirement.Builder put = Rules.writing(false, request.bucket(), request.key(), bucket, call);
        Map<String, String> tags = ObjectTags.ofHeader(request.tagging());
        return S3Objects.writeRule(put, tags, request.acl(), request.bucket(), request.key(), bucket, call);
    }

    @Override
    public UploadPartOutput uploadPart(UploadPartRequest request, Call call) {
        Unserved.refuse(request);
        UploadKey key = new UploadKey(request.bucket(), request.key(), request.uploadId());
        Upload upload = store.read(call, view -> require(view, key, request.partNumber()));
        Body body = request.body() == null ? Body.of(new byte[0]) : request.body();
        ChecksumAlgorithm algorithm = upload.algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
        try (Intake.Taken taken = writer.intake().take(body, algorithm)) {
            PartChecksums.requireSame(upload, taken.given());
            store(key, request.partNumber(), taken, call);
            Filled answer = Filled.of(UploadPartOutput.SCHEMA)
                    .set("ETag", '"' + taken.etag() + '"')
                    .set("ServerSideEncryption", "AES256");
            answer.checksum(
                    taken.checksum().algorithm().name(), taken.checksum().value());
            return answer.as(UploadPartOutput.class);
        }
    }

    private static Upload require(View view, UploadKey key, int part) {
        if (part < 1 || part > LAST_PART) {
            throw Problems.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive",
                    "partNumber",
                    Integer.toString(part));
        }
        return Tables.UPLOADS.find(view, key).orElseThrow(() -> Problems.noSuchUpload(key.upload()));
    }

    private void store(UploadKey key, int number, Intake.Taken taken, Call call) {
        Part part = new Part(taken.part(number), taken.etag(), call.instant());
        PartKey row = new PartKey(key.upload(), number);
        writer.blobs().publish(call, taken.staged(), transaction -> {
            if (!Tables.UPLOADS.exists(transaction, key)) {
                throw Problems.noSuchUpload(key.upload());
            }
            Tables.PARTS
                    .find(transaction, row)
                    .ifPresent(old ->
                            writer.blobs().delete(transaction, old.segment().blob()));
            Tables.PARTS.put(transaction, row, part);
            return part;
        });
    }

    @Override
    public List<Requirement> uploadPartRule(UploadPartRequest request, Undecided call) {
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        return Rules.writing(false, request.bucket(), request.key(), bucket, call)
                .only();
    }

    @Override
    public UploadPartCopyOutput uploadPartCopy(UploadPartCopyRequest request, Call call) {
        Unserved.refuse(request);
        UploadKey key = new UploadKey(request.bucket(), request.key(), request.uploadId());
        Source opened = store.read(call, view -> source(request, key, view, call));
        Upload upload = opened.upload();
        ChecksumAlgorithm algorithm = upload.algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
        try (Intake.Taken taken = writer.intake().take(opened.content(), algorithm)) {
            store(key, request.partNumber(), taken, call);
            Filled result = Filled.of(CopyPartResult.SCHEMA)
                    .set("ETag", '"' + taken.etag() + '"')
                    .set("LastModified", call.instant());
            if (upload.algorithm().isPresent()) {
                result.checksum(
                        taken.checksum().algorithm().name(), taken.checksum().value());
            }
            return Filled.of(UploadPartCopyOutput.SCHEMA)
                    .set("CopySourceVersionId", opened.found().copiedId())
                    .set("CopyPartResult", result.as(CopyPartResult.class))
                    .set("ServerSideEncryption", "AES256")
                    .as(UploadPartCopyOutput.class);
        }
    }

    /** What a part is copied from, with its bytes. */
    private record Source(Upload upload, ObjectReader.Found found, Body content) {}

    private Source source(UploadPartCopyRequest request, UploadKey key, View view, Call call) {
        Upload upload = require(view, key, request.partNumber());
        Rules.Target from = CopySource.parse(request.copySource(), request.expectedSourceBucketOwner());
        ObjectReader.Found source = CopySource.find(from, view);
        Version version = source.version();
        new Preconditions.OnRead(
                        request.copySourceIfMatch(),
                        request.copySourceIfNoneMatch(),
                        request.copySourceIfModifiedSince(),
                        request.copySourceIfUnmodifiedSince())
                .requireOfSource(version, call.instant());
        CopySource.requireActive(version);
        Slice slice = Slice.toCopy(version, request.copySourceRange());
        return new Source(upload, source, slice.open(writer.blobs(), view, version));
    }

    @Override
    public List<Requirement> uploadPartCopyRule(UploadPartCopyRequest request, Undecided call) {
        Rules.Target from = CopySource.parse(request.copySource(), request.expectedSourceBucketOwner());
        List<Requirement> needed = new java.util.ArrayList<>(CopySource.rule(from, call));
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        needed.add(Rules.writing(false, request.bucket(), request.key(), bucket, call)
                .with("s3:x-amz-copy-source", CopySource.key(from))
                .build());
        return needed;
    }

    @Override
    public CompleteMultipartUploadOutput completeMultipartUpload(CompleteMultipartUploadRequest request, Call call) {
        Unserved.refuse(request);
        return completion.complete(request, call);
    }

    @Override
    public List<Requirement> completeMultipartUploadRule(CompleteMultipartUploadRequest request, Undecided call) {
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        return Rules.writing(true, request.bucket(), request.key(), bucket, call)
                .only();
    }

    @Override
    public AbortMultipartUploadOutput abortMultipartUpload(AbortMultipartUploadRequest request, Call call) {
        Unserved.refuse(request);
        UploadKey key = new UploadKey(request.bucket(), request.key(), request.uploadId());
        store.update(call, transaction -> {
            if (!Tables.UPLOADS.exists(transaction, key)) {
                throw Problems.noSuchUpload(key.upload());
            }
            S3Buckets.deleteUpload(transaction, writer.blobs(), key);
        });
        return Filled.of(AbortMultipartUploadOutput.SCHEMA).as(AbortMultipartUploadOutput.class);
    }

    @Override
    public ListMultipartUploadsOutput listMultipartUploads(ListMultipartUploadsRequest request, Call call) {
        return store.read(call, view -> list(request, view));
    }

    private static ListMultipartUploadsOutput list(ListMultipartUploadsRequest request, View view) {
        S3Listing.requireEncoding(request.encodingType());
        int most = Math.min(PAGE, S3Listing.count(request.maxUploads(), PAGE, "max-uploads"));
        String delimiter = request.delimiter() == null ? "" : request.delimiter();
        String prefix = request.prefix() == null ? "" : request.prefix();
        ListingWalk walk = new ListingWalk(request.bucket(), prefix, delimiter, most);
        ListingWalk.Page<ListingWalk.Entry<UploadKey, Upload>> page = walk.walk(
                view,
                Tables.UPLOADS,
                UploadKey::key,
                upload -> true,
                scan -> start(view, scan, walk, request.keyMarker(), request.uploadIdMarker()));
        boolean encoded = request.encodingType() != null;
        Owner owner = Lookup.owner(Lookup.bucket(view, request.bucket()).owner());
        UploadKey last = page.items().isEmpty() ? null : page.items().getLast().key();
        String next = page.last().orElse(last == null ? "" : last.key());
        List<MultipartUpload> uploads = page.items().stream()
                .map(entry -> told(entry.key(), entry.value(), owner, encoded))
                .toList();
        return Filled.of(ListMultipartUploadsOutput.SCHEMA)
                .set("Bucket", request.bucket())
                .set("KeyMarker", S3Listing.text(request.keyMarker() == null ? "" : request.keyMarker(), encoded))
                .set("UploadIdMarker", request.uploadIdMarker() == null ? "" : request.uploadIdMarker())
                .set("Prefix", S3Listing.text(prefix, encoded))
                .set("Delimiter", S3Listing.text(walk.shownDelimiter(), encoded))
                .set("EncodingType", request.encodingType())
                .set("MaxUploads", most)
                .set("IsTruncated", page.last().isPresent())
                .set("NextKeyMarker", S3Listing.text(next, encoded))
                .set("NextUploadIdMarker", last != null && last.key().equals(next) ? last.upload() : "")
                .set("Uploads", uploads)
                .set(
                        "CommonPrefixes",
                        page.prefixes().stream()
                                .map(common -> new CommonPrefix(S3Listing.text(common, encoded)))
                                .toList())
                .as(ListMultipartUploadsOutput.class);
    }

    private static Scan<UploadKey, Upload> start(
            View view, Scan<UploadKey, Upload> scan, ListingWalk walk, @Nullable String key, @Nullable String upload) {
        if (key == null || key.isEmpty()) {
            return scan;
        }
        String common = walk.passed(key);
        if (common != null) {
            return scan.past(walk.at(common));
        } else if (upload == null || upload.isEmpty()) {
            return scan.past(out -> out.text(walk.bucket()).text(key));
        }
        UploadKey last = new UploadKey(walk.bucket(), key, upload);
        if (!Tables.UPLOADS.exists(view, last)) {
            throw Problems.invalidArgument("Invalid uploadId marker", "upload-id-marker", upload);
        }
        return scan.after(last);
    }

    private static MultipartUpload told(UploadKey key, Upload upload, Owner owner, boolean encoded) {
        return Filled.of(MultipartUpload.SCHEMA)
                .set("UploadId", key.upload())
                .set("Key", S3Listing.text(key.key(), encoded))
                .set("Initiated", upload.initiated())
                .set("StorageClass", upload.headers().getOrDefault("StorageClass", "STANDARD"))
                .set("Owner", owner)
                .set("Initiator", new Initiator(upload.initiator(), null))
                .set("ChecksumAlgorithm", upload.algorithm().map(Enum::name).orElse(null))
                .set("ChecksumType", upload.algorithm().isEmpty() ? null : upload.checksumType())
                .as(MultipartUpload.class);
    }

    @Override
    public ListPartsOutput listParts(ListPartsRequest request, Call call) {
        Unserved.refuse(request);
        return store.read(call, view -> list(request, view));
    }

    private static ListPartsOutput list(ListPartsRequest request, View view) {
        UploadKey key = new UploadKey(request.bucket(), request.key(), request.uploadId());
        Upload upload = require(view, key, 1);
        int most = Math.min(PAGE, S3Listing.count(request.maxParts(), PAGE, "max-parts"));
        int marker = S3Listing.count(request.partNumberMarker(), 0, "part-number-marker");
        List<dev.nephele.model.s3.Part> parts = Tables.PARTS
                .scan()
                .under(out -> out.text(key.upload()))
                .after(new PartKey(key.upload(), marker))
                .limit(most + 1)
                .list(view, (row, part) -> told(row.part(), part, upload));
        boolean more = parts.size() > most;
        List<dev.nephele.model.s3.Part> shown = more ? parts.subList(0, most) : parts;
        Owner owner = Lookup.owner(Lookup.bucket(view, request.bucket()).owner());
        return Filled.of(ListPartsOutput.SCHEMA)
                .set("Bucket", request.bucket())
                .set("Key", request.key())
                .set("UploadId", request.uploadId())
                .set("PartNumberMarker", marker)
                .set(
                        "NextPartNumberMarker",
                        shown.isEmpty() ? Integer.valueOf(0) : shown.getLast().partNumber())
                .set("MaxParts", most)
                .set("IsTruncated", more)
                .set("Parts", shown)
                .set("Initiator", new Initiator(upload.initiator(), null))
                .set("Owner", owner)
                .set("StorageClass", upload.headers().getOrDefault("StorageClass", "STANDARD"))
                .set("ChecksumAlgorithm", upload.algorithm().map(Enum::name).orElse(null))
                .set("ChecksumType", upload.algorithm().isEmpty() ? null : upload.checksumType())
                .as(ListPartsOutput.class);
    }

    private static dev.nephele.model.s3.Part told(int number, Part part, Upload upload) {
        Filled told = Filled.of(dev.nephele.model.s3.Part.SCHEMA)
                .set("PartNumber", number)
                .set("LastModified", part.modified())
                .set("ETag", '"' + part.etag() + '"')
                .set("Size", part.segment().size());
        upload.algorithm()
                .ifPresent(algorithm ->
                        part.segment().checksum().ifPresent(value -> told.checksum(algorithm.name(), value)));
        return told.as(dev.nephele.model.s3.Part.class);
    }
}
