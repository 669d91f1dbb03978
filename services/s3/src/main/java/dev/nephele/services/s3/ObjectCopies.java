package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.kernel.checksum.ChecksumAlgorithm;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.CopyObjectOutput;
import dev.nephele.model.s3.CopyObjectRequest;
import dev.nephele.model.s3.CopyObjectResult;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.request.StoredHeaders;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers CopyObject: reads the source as its reader and writes the destination as its writer. */
final class ObjectCopies {
    private static final String REPLACE = "REPLACE";
    private static final Set<String> DIRECTIVES = Set.of("COPY", REPLACE);

    /** The headers that a copy never has from its source. */
    private static final List<String> OWN = List.of("StorageClass", "WebsiteRedirectLocation");

    private final Store store;
    private final ObjectWriter writer;

    ObjectCopies(Store store, ObjectWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    CopyObjectOutput copy(CopyObjectRequest request, Call call) {
        Unserved.refuse(request);
        requireDirective("metadata", request.metadataDirective());
        requireDirective("tagging", request.taggingDirective());
        StoredHeaders.requireKey(request.key());
        Rules.Target to = new Rules.Target(request.bucket(), request.key(), null, request.expectedBucketOwner());
        Source opened = store.read(call, view -> source(request, to, view, call));
        ObjectReader.Found source = opened.found();
        Version version = source.version();
        try (Intake.Taken taken = writer.intake().take(opened.content(), algorithm(request, version))) {
            ObjectWriter.Written written = writer.put(
                    to,
                    taken,
                    dress(request, version),
                    new ObjectWriter.Conditions(request.ifMatch(), request.ifNoneMatch()),
                    call);
            return answer(source, written, taken);
        }
    }

    private static void requireDirective(String what, @Nullable String directive) {
        if (directive != null && !DIRECTIVES.contains(directive)) {
            throw Problems.invalidArgument(
                    "Unknown " + what + " directive.", "x-amz-" + what + "-directive", directive);
        }
    }

    private static CopyObjectOutput answer(
            ObjectReader.Found source, ObjectWriter.Written written, Intake.Taken taken) {
        CopyObjectResult result = Filled.of(CopyObjectResult.SCHEMA)
                .set("ETag", written.version().quotedEtag())
                .set("LastModified", written.version().modified())
                .checksum(taken.checksum())
                .as(CopyObjectResult.class);
        return Filled.of(CopyObjectOutput.SCHEMA)
                .set("CopyObjectResult", result)
                .set("CopySourceVersionId", source.copiedId())
                .set(
                        "VersionId",
                        written.versioning() == Bucket.Versioning.OFF
                                ? null
                                : written.version().id())
                .set("ServerSideEncryption", "AES256")
                .as(CopyObjectOutput.class);
    }

    /** What is copied, with its bytes. */
    private record Source(ObjectReader.Found found, Body content) {}

    private Source source(CopyObjectRequest request, Rules.Target to, View view, Call call) {
        Unserved.refuseAcl(request.acl(), Lookup.bucket(view, request.bucket()), call);
        Rules.Target from = CopySource.parse(request.copySource(), request.expectedSourceBucketOwner());
        ObjectReader.Found found = CopySource.find(from, view);
        Version version = found.version();
        conditions(request).requireOfSource(version, call.instant());
        CopySource.requireActive(version);
        refuseNothingChanged(request, from, to);
        if (version.size() > Intake.LARGEST) {
            throw Problems.invalidRequest(
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + Intake.LARGEST);
        }
        Body content = Slice.whole(version).open(writer.blobs(), view, version);
        return new Source(found, content);
    }

    private static Preconditions.OnRead conditions(CopyObjectRequest request) {
        return new Preconditions.OnRead(
                request.copySourceIfMatch(),
                request.copySourceIfNoneMatch(),
                request.copySourceIfModifiedSince(),
                request.copySourceIfUnmodifiedSince());
    }

    private static ChecksumAlgorithm algorithm(CopyObjectRequest request, Version source) {
        if (request.checksumAlgorithm() != null) {
            return PartChecksums.algorithm(request.checksumAlgorithm()).orElseThrow();
        }
        return source.checksum().map(Checksum::algorithm).orElse(ChecksumAlgorithm.CRC64NVME);
    }

    private static ObjectWriter.Dress dress(CopyObjectRequest request, Version source) {
        boolean replace = REPLACE.equals(request.metadataDirective());
        Map<String, String> headers = new java.util.TreeMap<>(replace ? StoredHeaders.of(request) : source.headers());
        if (!replace) {
            Map<String, String> asked = StoredHeaders.of(request);
            for (String name : OWN) {
                headers.remove(name);
                String own = asked.get(name);
                if (own != null) {
                    headers.put(name, own);
                }
            }
        }
        return new ObjectWriter.Dress(
                headers,
                replace ? StoredHeaders.metadata(request.metadata()) : source.metadata(),
                REPLACE.equals(request.taggingDirective()) ? ObjectTags.ofHeader(request.tagging()) : source.tags());
    }

    private static void refuseNothingChanged(CopyObjectRequest request, Rules.Target from, Rules.Target to) {
        boolean same = from.bucket().equals(to.bucket()) && from.key().equals(to.key()) && from.version() == null;
        if (same
                && !REPLACE.equals(request.metadataDirective())
                && request.storageClass() == null
                && request.websiteRedirectLocation() == null
                && request.serverSideEncryption() == null
                && request.checksumAlgorithm() == null) {
            throw ServiceException.of(
                    "InvalidRequest",
                    400,
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata, storage class, website redirect location or encryption"
                            + " attributes.");
        }
    }

    static List<Requirement> rule(CopyObjectRequest request, Undecided call) {
        Rules.Target from = CopySource.parse(request.copySource(), request.expectedSourceBucketOwner());
        List<Requirement> needed = new ArrayList<>(CopySource.rule(from, call));
        Bucket bucket = Lookup.bucket(call.view(), request.bucket(), request.expectedBucketOwner());
        boolean replaceTags = REPLACE.equals(request.taggingDirective());
        Version source = Versions.seek(call.view(), from.bucket(), from.key(), from.version());
        if (!replaceTags && source != null && !source.tags().isEmpty()) {
            needed.addAll(Rules.reading("s3:GetObjectTagging", "s3:GetObjectVersionTagging", from, call));
        }
        Map<String, String> tags =
                replaceTags ? ObjectTags.ofHeader(request.tagging()) : source == null ? Map.of() : source.tags();
        Requirement.Builder write = Rules.writing(true, request.bucket(), request.key(), bucket, call)
                .with("s3:x-amz-copy-source", CopySource.key(from));
        needed.addAll(S3Objects.writeRule(write, tags, request.acl(), request.bucket(), request.key(), bucket, call));
        return needed;
    }
}
