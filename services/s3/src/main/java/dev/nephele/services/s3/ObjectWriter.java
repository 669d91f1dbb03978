package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.model.Body;
import dev.nephele.model.Structure;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.request.StoredHeaders;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Checksum;
import dev.nephele.services.s3.state.Segment;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.services.s3.state.Tables.ObjectKey;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.blob.Blobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes new versions of objects. The bytes are staged before, and published by the transaction that names them. */
final class ObjectWriter {
    private final Blobs blobs;
    private final Intake intake;
    private final Versions versions;
    private final Ids ids;

    ObjectWriter(Blobs blobs, Ids ids) {
        this.blobs = blobs;
        this.intake = new Intake(blobs);
        this.versions = new Versions(blobs);
        this.ids = ids;
    }

    Intake intake() {
        return intake;
    }

    Versions versions() {
        return versions;
    }

    Blobs blobs() {
        return blobs;
    }

    /** The beginning of a version's id; made outside of transactions, which are pure. */
    String random() {
        return ids.text(Versions.RANDOM, Versions.ALPHABET);
    }

    /** What an object carries beside its content. */
    record Dress(Map<String, String> headers, Map<String, String> metadata, Map<String, String> tags) {
        static Dress of(Structure request, @Nullable Map<String, String> metadata, @Nullable String tagging) {
            return new Dress(StoredHeaders.of(request), StoredHeaders.metadata(metadata), ObjectTags.ofHeader(tagging));
        }
    }

    /** Conditions on the object that is there. */
    record Conditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        static final Conditions NONE = new Conditions(null, null);

        /** @throws dev.nephele.model.ServiceException {@code NotImplemented} for those that are not served */
        Conditions {
            Preconditions.requireServed(ifMatch, ifNoneMatch);
        }
    }

    /** What was written, and whether its bucket keeps versions. */
    record Written(Version version, Bucket.Versioning versioning) {
        /** The id as uploads show it: not that of the version {@code null}, even where versioning is suspended. */
        @Nullable
        String shownId() {
            return versioning == Bucket.Versioning.ENABLED ? version.id() : null;
        }
    }

    /** Takes a body in and makes it an object. */
    Written put(Rules.Target target, @Nullable Body body, Dress dress, Conditions conditions, Call call) {
        try (Intake.Taken taken = intake.take(body)) {
            return put(target, taken, dress, conditions, call);
        }
    }

    /** Makes staged content an object in one piece. */
    Written put(Rules.Target target, Intake.Taken taken, Dress dress, Conditions conditions, Call call) {
        Version draft = new Version(
                "",
                0,
                false,
                call.instant(),
                taken.etag(),
                List.of(taken.segment(1)),
                Optional.empty(),
                dress.headers(),
                dress.metadata(),
                dress.tags(),
                Optional.of(taken.checksum()));
        String random = random();
        return blobs.publish(call, taken.staged(), transaction -> put(transaction, target, draft, conditions, random));
    }

    /** Makes a draft the newest version, if the conditions hold. */
    Written put(Transaction transaction, Rules.Target target, Version draft, Conditions conditions, String random) {
        Bucket bucket = Lookup.bucket(transaction, target.bucket());
        if (conditions.ifMatch() != null || conditions.ifNoneMatch() != null) {
            Version newest = Tables.OBJECTS.get(transaction, new ObjectKey(target.bucket(), target.key()));
            Preconditions.requireOnWrite(conditions.ifMatch(), conditions.ifNoneMatch(), newest, target.key());
        }
        Version put = versions.put(transaction, bucket, target.bucket(), target.key(), draft, random);
        return new Written(put, bucket.versioning());
    }

    /** The segments of content that was copied, with their place in the new object. */
    static List<Segment> renumbered(List<Segment> segments) {
        List<Segment> list = new ArrayList<>();
        for (Segment segment : segments) {
            list.add(new Segment(list.size() + 1, segment.blob(), segment.size(), segment.checksum()));
        }
        return list;
    }

    /** The members of an answer that tell of a new version. */
    static Filled tell(Filled answer, Written written) {
        answer.set("ETag", written.version().quotedEtag())
                .set("VersionId", written.shownId())
                .set("ServerSideEncryption", "AES256");
        Optional<Checksum> checksum = written.version().checksum();
        checksum.ifPresent(answer::checksum);
        return answer;
    }
}
