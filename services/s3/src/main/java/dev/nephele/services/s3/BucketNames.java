package dev.nephele.services.s3;

import dev.nephele.model.ServiceException;
import java.util.List;
import java.util.regex.Pattern;

/** The naming rules of general purpose buckets (S3 User Guide, bucket naming rules). */
final class BucketNames {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> SUFFIXES = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketNames() {}

    static boolean isValid(String name) {
        return FORM.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches()
                && PREFIXES.stream().noneMatch(name::startsWith)
                && SUFFIXES.stream().noneMatch(name::endsWith);
    }

    /**
     * Refuses names that no bucket may have.
     *
     * @throws ServiceException {@code InvalidBucketName}
     */
    static void require(String name) {
        if (!isValid(name)) {
            throw ServiceException.of("InvalidBucketName", 400, "The specified bucket is not valid.")
                    .with("BucketName", name);
        }
    }
}
