package dev.nephele.services.s3;

import dev.nephele.model.ServiceException;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The conditions of requests on what is there (S3 User Guide, "Conditional requests"; RFC 9110 §13). */
final class Preconditions {
    private static final String MATCH = "If-Match";
    private static final String NONE_MATCH = "If-None-Match";
    private static final String MODIFIED = "If-Modified-Since";
    private static final String UNMODIFIED = "If-Unmodified-Since";

    private Preconditions() {}

    /** The conditions of a read. */
    record OnRead(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable Instant ifModifiedSince,
            @Nullable Instant ifUnmodifiedSince) {

        /**
         * Holds a version against the conditions of a read.
         *
         * @throws ServiceException {@code PreconditionFailed}, {@code NotModified}
         */
        void require(Version version, Instant now) {
            String failed = failed(version, now);
            if (failed != null) {
                throw failed.equals(NONE_MATCH) || failed.equals(MODIFIED)
                        ? Problems.notModified(version)
                        : Problems.preconditionFailed(failed);
            }
        }

        /**
         * The same for the source of a copy, which knows no "not modified" and whose conditions have names of their own.
         *
         * @throws ServiceException {@code PreconditionFailed}
         */
        void requireOfSource(Version version, Instant now) {
            String failed = failed(version, now);
            if (failed != null) {
                throw Problems.preconditionFailed("x-amz-copy-source-" + failed);
            }
        }

        /** The condition that fails, or null. The ETag counts before the time; a time in the future does not count. */
        private @Nullable String failed(Version version, Instant now) {
            Instant modified = version.modified().truncatedTo(ChronoUnit.SECONDS);
            if (ifMatch != null) {
                if (!matches(ifMatch, version)) {
                    return MATCH;
                }
            } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
                return UNMODIFIED;
            }
            if (ifNoneMatch != null) {
                return matches(ifNoneMatch, version) ? NONE_MATCH : null;
            }
            boolean counts = ifModifiedSince != null && !ifModifiedSince.isAfter(now);
            return counts && !modified.isAfter(ifModifiedSince) ? MODIFIED : null;
        }
    }

    /**
     * Refuses what writes do not take as conditions: both, another ETag than all, or all as the ETag to be matched.
     *
     * @throws ServiceException {@code NotImplemented}
     */
    static void requireServed(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw Problems.conditionNotServed(
                    MATCH + ',' + NONE_MATCH, "Multiple conditional request headers present in the request");
        }
        boolean anything = ifMatch != null && ifMatch.strip().equals("*");
        boolean something = ifNoneMatch != null && !ifNoneMatch.strip().equals("*");
        if (anything || something) {
            String header = anything ? MATCH : NONE_MATCH;
            throw Problems.conditionNotServed(
                    header, "We don't accept the provided value of " + header + " header for this API");
        }
    }

    /**
     * The conditions of a write on the newest version, which is null or a marker where there is no object.
     *
     * @throws ServiceException {@code PreconditionFailed}, {@code NoSuchKey}
     */
    static void requireOnWrite(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Version newest, String key) {
        boolean there = newest != null && !newest.marker();
        if (ifNoneMatch != null) {
            if (there) {
                throw Problems.preconditionFailed(NONE_MATCH);
            }
        }
        if (ifMatch != null) {
            if (newest == null || !there) {
                throw Problems.noSuchKey(key);
            }
            if (!matches(ifMatch, newest)) {
                throw Problems.preconditionFailed(MATCH);
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
