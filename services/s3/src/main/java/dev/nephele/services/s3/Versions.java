package dev.nephele.services.s3;

import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Segment;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.services.s3.state.Tables.ObjectKey;
import dev.nephele.services.s3.state.Tables.VersionKey;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.blob.Blobs;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a key. The newest is the row of the key, older ones are rows of their own; a key without a row has no
 * version at all. An id ends with the version's sequence, so that a version is found without a search.
 */
final class Versions {
    private static final int SEQUENCE_DIGITS = 8;
    private static final int RADIX = 32;

    /** The number of random characters that an id begins with. */
    static final int RANDOM = 24;

    static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private final Blobs blobs;

    Versions(Blobs blobs) {
        this.blobs = blobs;
    }

    /** What a deletion did: the id of what was deleted or of the new marker, and whether that is a marker. */
    record Deletion(Optional<String> id, boolean marker) {}

    /** The version of this id, or the newest if none is asked for; a marker too. Null if there is none. */
    static @Nullable Version seek(View view, String bucket, String key, @Nullable String id) {
        Version newest = Tables.OBJECTS.get(view, new ObjectKey(bucket, key));
        if (id == null || newest == null || newest.id().equals(id)) {
            return id != null && newest == null ? null : newest;
        }
        VersionKey older = older(view, bucket, key, id);
        return older == null ? null : Tables.OLD_VERSIONS.get(view, older);
    }

    private static @Nullable VersionKey older(View view, String bucket, String key, String id) {
        if (id.equals(Version.NULL)) {
            VersionKey[] found = new VersionKey[1];
            Tables.OLD_VERSIONS.scan().under(out -> out.text(bucket).text(key)).each(view, (row, version) -> {
                if (version.id().equals(Version.NULL)) {
                    found[0] = row;
                }
                return found[0] == null;
            });
            return found[0];
        }
        if (sequence(id) < 0) {
            return null;
        }
        VersionKey row = new VersionKey(bucket, key, sequence(id));
        Version version = Tables.OLD_VERSIONS.get(view, row);
        return version != null && version.id().equals(id) ? row : null;
    }

    /** Refuses what cannot be an id in any bucket. */
    static void requireId(@Nullable String id) {
        if (id != null && !id.equals(Version.NULL) && sequence(id) < 0) {
            throw invalidId(id);
        }
    }

    /** Refuses what cannot be an id in this bucket. */
    static void requireId(Bucket bucket, @Nullable String id) {
        if (id != null && !isId(bucket, id)) {
            throw invalidId(id);
        }
    }

    private static ServiceException invalidId(String id) {
        return Problems.invalidArgument("Invalid version id specified", "versionId", id);
    }

    /** Whether an id, if any is given, can be one in this bucket: one that never had versions knows {@code null} only. */
    static boolean isId(Bucket bucket, @Nullable String id) {
        return id == null
                || id.equals(Version.NULL)
                || bucket.versioning() != Bucket.Versioning.OFF && sequence(id) >= 0;
    }

    private static long sequence(String id) {
        if (id.length() != RANDOM + SEQUENCE_DIGITS) {
            return -1;
        }
        try {
            return Long.parseLong(id.substring(RANDOM), RADIX);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }

    private static String id(String random, long sequence) {
        String digits = Long.toString(sequence, RADIX);
        return random + "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }

    /**
     * Makes a version the newest.
     *
     * @param random the beginning of its id, if the bucket keeps versions
     * @return the version with its id and sequence
     */
    Version put(Transaction transaction, Bucket bucket, String name, String key, Version draft, String random) {
        ObjectKey row = new ObjectKey(name, key);
        Version newest = Tables.OBJECTS.get(transaction, row);
        long sequence = newest == null ? 1 : newest.sequence() + 1;
        boolean keeps = bucket.versioning() == Bucket.Versioning.ENABLED;
        if (newest != null) {
            if (!keeps && newest.id().equals(Version.NULL)) {
                deleteContent(transaction, newest);
            } else {
                Tables.OLD_VERSIONS.put(transaction, new VersionKey(name, key, newest.sequence()), newest);
            }
        }
        if (bucket.versioning() == Bucket.Versioning.SUSPENDED) {
            dropOldNull(transaction, name, key);
        }
        Version version = draft.named(keeps ? id(random, sequence) : Version.NULL, sequence);
        Tables.OBJECTS.put(transaction, row, version);
        return version;
    }

    private void dropOldNull(Transaction transaction, String name, String key) {
        VersionKey old = older(transaction, name, key, Version.NULL);
        if (old != null) {
            Tables.OLD_VERSIONS.find(transaction, old).ifPresent(version -> deleteContent(transaction, version));
            Tables.OLD_VERSIONS.delete(transaction, old);
        }
    }

    /** Replaces a version by a changed one. */
    static void replace(Transaction transaction, String bucket, String key, Version changed) {
        ObjectKey row = new ObjectKey(bucket, key);
        Version newest = Tables.OBJECTS.get(transaction, row);
        if (newest != null && newest.sequence() == changed.sequence()) {
            Tables.OBJECTS.put(transaction, row, changed);
        } else {
            Tables.OLD_VERSIONS.put(transaction, new VersionKey(bucket, key, changed.sequence()), changed);
        }
    }

    /** Deletes the object: for good, or by a marker if the bucket keeps or has kept versions. */
    Deletion delete(Transaction transaction, Bucket bucket, String name, String key, Version marker, String random) {
        if (bucket.versioning() != Bucket.Versioning.OFF) {
            Version put = put(transaction, bucket, name, key, marker, random);
            return new Deletion(Optional.of(put.id()), true);
        }
        ObjectKey row = new ObjectKey(name, key);
        Tables.OBJECTS.find(transaction, row).ifPresent(version -> {
            deleteContent(transaction, version);
            Tables.OBJECTS.delete(transaction, row);
        });
        return new Deletion(Optional.empty(), false);
    }

    /** Deletes one version for good; the next older one becomes the newest. One that is not there is no error. */
    Deletion deleteVersion(Transaction transaction, String name, String key, String id) {
        ObjectKey row = new ObjectKey(name, key);
        Version newest = Tables.OBJECTS.get(transaction, row);
        Version version = seek(transaction, name, key, id);
        if (newest == null || version == null) {
            return new Deletion(Optional.of(id), false);
        }
        deleteContent(transaction, version);
        if (version.sequence() == newest.sequence()) {
            promote(transaction, row);
        } else {
            Tables.OLD_VERSIONS.delete(transaction, new VersionKey(name, key, version.sequence()));
        }
        return new Deletion(Optional.of(id), version.marker());
    }

    private static void promote(Transaction transaction, ObjectKey row) {
        Version next = Tables.OLD_VERSIONS
                .scan()
                .under(out -> out.text(row.bucket()).text(row.key()))
                .first(transaction);
        if (next == null) {
            Tables.OBJECTS.delete(transaction, row);
        } else {
            Tables.OLD_VERSIONS.delete(transaction, new VersionKey(row.bucket(), row.key(), next.sequence()));
            Tables.OBJECTS.put(transaction, row, next);
        }
    }

    private void deleteContent(Transaction transaction, Version version) {
        for (Segment segment : version.segments()) {
            blobs.delete(transaction, segment.blob());
        }
    }
}
