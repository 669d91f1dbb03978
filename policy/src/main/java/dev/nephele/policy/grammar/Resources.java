package dev.nephele.policy.grammar;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The form of entries of {@code Resource} in IAM's policies. */
final class Resources {
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*");
    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");
    /** Types of S3 that live in a Region. */
    private static final List<String> S3_REGIONAL =
            List.of("accesspoint", "job/", "storage-lens", "access-grants", "async-request", "*");

    private Resources() {}

    /** Whether the old parser of IAM reads it: an ARN of too few parts, or an account of IAM that is none, it does not. */
    static boolean parses(String resource) {
        String[] parts = resource.split(":", 6);
        if (!resource.startsWith("arn:") || !PARTITIONS.contains(parts[1]) || parts.length < 3 || parts[2].isEmpty()) {
            return true;
        }
        if (parts.length < 6) {
            return resource.endsWith("*");
        }
        return !parts[2].equals("iam") || isAccount(parts[4]);
    }

    private static boolean isAccount(String account) {
        if (account.isEmpty() || account.equals("aws") || account.contains("${")) {
            return true;
        }
        boolean wild = false;
        for (int i = 0; i < account.length(); i++) {
            char c = account.charAt(i);
            wild |= c == '*' || c == '?';
            if (!(c >= '0' && c <= '9' || c == '*' || c == '?')) {
                return false;
            }
        }
        return wild || account.length() == 12;
    }

    /** Why IAM refuses a resource. */
    static Optional<String> refused(String resource) {
        if (resource.equals("*")) {
            return Optional.empty();
        }
        if (!resource.startsWith("arn:")) {
            return Optional.of("Resource " + resource + " must be in ARN format or \"*\".");
        }
        String[] parts = resource.split(":", 6);
        if (!PARTITIONS.contains(parts[1])) {
            StringBuilder whole = new StringBuilder("arn");
            for (int i = 1; i < 6; i++) {
                whole.append(':').append(i < parts.length ? parts[i] : "*");
            }
            return Optional.of("Partition \"" + parts[1] + "\" is not valid for resource \"" + whole + "\".");
        }
        String vendor = parts.length > 2 ? parts[2] : "";
        if (vendor.isEmpty() || vendor.indexOf('*') >= 0 && !vendor.equals("*") || vendor.indexOf('?') >= 0) {
            return Optional.of("Resource vendor must be fully qualified and cannot contain regexes.");
        }
        return parts.length < 6 ? Optional.empty() : refused(resource, vendor, parts[3], parts[5]);
    }

    private static Optional<String> refused(String resource, String vendor, String region, String local) {
        if (vendor.equals("iam")) {
            if (!region.isEmpty() && !region.equals("*")) {
                return Optional.of("IAM resource " + resource + " cannot contain region information.");
            }
            if (!local.startsWith("*")
                    && !local.equals("root")
                    && IAM_PATHS.stream().noneMatch(local::startsWith)) {
                return Optional.of(
                        "IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".");
            }
        }
        if (vendor.equals("s3")
                && !region.isEmpty()
                && !region.equals("*")
                && S3_REGIONAL.stream().noneMatch(local::startsWith)) {
            return Optional.of("Resource " + resource + " can not contain region information.");
        }
        return Optional.empty();
    }
}
