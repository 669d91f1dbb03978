package dev.nephele.services.s3;

import dev.nephele.model.ServiceException;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The conditions of requests on what is there (S3 User Guide, "Conditional requests"; RFC 9110 §13). */
final class Preconditions {
    private Preconditions() {}

    /** The conditions of a read. */
    record OnRead(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable Instant ifModifiedSince,
            @Nullable Instant ifUnmodifiedSince) {

        /**
         * Holds a version against the conditions. The ETag counts before the time.
         *
         * @throws ServiceException {@code PreconditionFailed}, {@code NotModified}
         */
        void require(Version version) {
            Instant modified = version.modified().truncatedTo(ChronoUnit.SECONDS);
            if (ifMatch != null) {
                if (!matches(ifMatch, version)) {
                    throw Problems.preconditionFailed("If-Match");
                }
            } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
                throw Problems.preconditionFailed("If-Unmodified-Since");
            }
            if (ifNoneMatch != null) {
                if (matches(ifNoneMatch, version)) {
                    throw Problems.notModified(version);
                }
            } else if (ifModifiedSince != null && !modified.isAfter(ifModifiedSince)) {
                throw Problems.notModified(version);
            }
        }

        /** The same for the source of a copy, which knows no "not modified". */
        void requireOfSource(Version version) {
            try {
                require(version);
            } catch (ServiceException failed) {
                throw failed.status() == 304 ? Problems.preconditionFailed("x-amz-copy-source-If-None-Match") : failed;
            }
        }
    }

    /**
     * The conditions of a write on the newest version, which is null or a marker where there is no object.
     *
     * @throws ServiceException {@code PreconditionFailed}, {@code NoSuchKey}, {@code NotImplemented}
     */
    static void requireOnWrite(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Version newest, String key) {
        boolean there = newest != null && !newest.marker();
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.strip().equals("*")) {
                throw Problems.notImplemented("If-None-Match");
            }
            if (there) {
                throw Problems.preconditionFailed("If-None-Match");
            }
        }
        if (ifMatch != null) {
            if (newest == null || !there) {
                throw Problems.noSuchKey(key);
            }
            if (!matches(ifMatch, newest)) {
                throw Problems.preconditionFailed("If-Match");
            }
        }
    }

    private static boolean matches(String condition, Version version) {
        for (String each : condition.split(",", -1)) {
            String etag = each.strip();
            if (etag.equals("*") || etag.replace("\"", "").equals(version.etag())) {
                return true;
            }
        }
        return false;
    }
}
