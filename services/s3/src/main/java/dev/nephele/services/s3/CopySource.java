package dev.nephele.services.s3;

import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.InvalidObjectState;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Version;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The object that {@code x-amz-copy-source} names: {@code /bucket/key?versionId=id}, encoded as in a URL. */
final class CopySource {
    private static final String VERSION = "?versionId=";

    private CopySource() {}

    /** @throws dev.nephele.model.ServiceException {@code InvalidArgument} */
    static Rules.Target parse(String header, @Nullable String expectedOwner) {
        int at = header.indexOf(VERSION);
        String path = at < 0 ? header : header.substring(0, at);
        String version = at < 0 ? null : header.substring(at + VERSION.length());
        String decoded = decoded(path.startsWith("/") ? path.substring(1) : path);
        int slash = decoded.indexOf('/');
        if (slash <= 0 || slash == decoded.length() - 1 || decoded.startsWith("arn:")) {
            throw invalid();
        }
        Versions.requireId(version);
        return new Rules.Target(decoded.substring(0, slash), decoded.substring(slash + 1), version, expectedOwner);
    }

    /** A plus sign is a space, as in a form. */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw invalid();
        }
    }

    private static RuntimeException invalid() {
        return Problems.invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
    }

    /**
     * The version to be copied.
     *
     * @throws dev.nephele.model.ServiceException as {@link ObjectReader#find}, but {@code InvalidRequest} for a marker
     *     that was named
     */
    static ObjectReader.Found find(Rules.Target source, View view) {
        try {
            return ObjectReader.find(source, "GET", view);
        } catch (ServiceException refused) {
            throw refused.status() == 405
                    ? Problems.invalidRequest("The source of a copy request may not specifically refer to a delete"
                            + " marker by version id.")
                    : refused;
        }
    }

    /**
     * Refuses content that would have to be restored first. The model has {@code ObjectNotInActiveTierError} for that; AWS
     * answers otherwise (s3tools/s3cmd pull request 193).
     *
     * @throws ServiceException {@code InvalidObjectState}
     */
    static void requireActive(Version version) {
        if (version.isArchived()) {
            throw new InvalidObjectState(
                    "Operation is not valid for the source object's storage class", version.storageClass(), null);
        }
    }

    /** The source as policies on the copy see it. */
    static String key(Rules.Target source) {
        return source.bucket() + '/' + source.key();
    }

    /** What reading the source needs. */
    static List<Requirement> rule(Rules.Target source, Undecided call) {
        return Rules.reading("s3:GetObject", "s3:GetObjectVersion", source, call);
    }
}
