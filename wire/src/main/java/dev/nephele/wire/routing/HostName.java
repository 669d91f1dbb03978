package dev.nephele.wire.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a host name says: the labels before one of the base domains. {@code photos.s3.eu-west-1.localhost:4566} has the
 * bucket {@code photos}; {@code sqs.us-east-1.localhost} the service {@code sqs}. Addresses and unknown domains say
 * nothing.
 *
 * @param service the first label, unless it belongs to a bucket; empty if none
 * @param bucket the bucket of a virtual-hosted S3 request; null if none
 * @param certain whether an {@code s3} label says that it is S3; without one a bucket and a service look the same
 */
record HostName(String service, @Nullable String bucket, boolean certain) {
    private static final HostName NOTHING = new HostName("", null, false);
    private static final String AWS = "amazonaws.com";

    /** Reads the host of a request, with or without port. */
    static HostName parse(String host, List<String> baseDomains) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        String name = (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        for (String base : baseDomains) {
            int cut = name.length() - base.length() - 1;
            if (cut > 0 && name.charAt(cut) == '.' && name.endsWith(base)) {
                return labels(name.substring(0, cut), base);
            }
        }
        return NOTHING;
    }

    private static HostName labels(String prefix, String base) {
        String[] labels = prefix.split("\\.", -1);
        for (int i = labels.length - 1; i >= 0; i--) {
            if (isS3(labels[i]) && labels.length - i <= 3) {
                return i == 0
                        ? new HostName(labels[0], null, true)
                        : new HostName("s3", String.join(".", List.of(labels).subList(0, i)), true);
            }
        }
        return base.startsWith(AWS) ? new HostName(labels[0], null, false) : new HostName(labels[0], prefix, false);
    }

    private static boolean isS3(String label) {
        return label.equals("s3")
                || label.startsWith("s3-") && !label.equals("s3-control") && !label.equals("s3-outposts")
                || label.startsWith("s3express-");
    }
}
