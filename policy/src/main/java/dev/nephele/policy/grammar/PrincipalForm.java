package dev.nephele.policy.grammar;

import dev.nephele.kernel.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of entries of {@code Principal}. */
final class PrincipalForm {
    private PrincipalForm() {}

    /** The first entry that names nobody, as {@code "AWS":"…"}; empty if all are right. */
    static Optional<String> firstWrong(Map<String, List<String>> principals, Principals known) {
        for (Map.Entry<String, List<String>> type : principals.entrySet()) {
            for (String entry : type.getValue()) {
                boolean right = switch (type.getKey()) {
                    case "AWS" -> entry.equals("*") || isAws(entry) && known.exists(entry);
                    case "Service" -> entry.equals("*") || entry.indexOf('.') > 0 && !hasWildcard(entry);
                    default -> !entry.isEmpty();
                };
                if (!right) {
                    return Optional.of('"' + type.getKey() + "\":\"" + entry + '"');
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private static boolean isAws(String entry) {
        if (AccountId.isValid(entry)) {
            return true;
        }
        if (hasWildcard(entry)) {
            return false;
        }
        if (entry.startsWith("AIDA") || entry.startsWith("AROA")) {
            return entry.length() >= 16 && entry.chars().allMatch(c -> Actions.isLetterOrDigit((char) c));
        }
        String[] parts = entry.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[1].startsWith("aws") || !parts[3].isEmpty()) {
            return false;
        }
        if (!AccountId.isValid(parts[4])) {
            return parts[2].equals("iam") && parts[4].equals("cloudfront");
        }
        return switch (parts[2]) {
            case "iam" ->
                parts[5].equals("root")
                        || (parts[5].startsWith("user/") || parts[5].startsWith("role/")) && !parts[5].endsWith("/");
            case "sts" ->
                parts[5].startsWith("federated-user/")
                        || parts[5].startsWith("assumed-role/") && parts[5].split("/").length == 3;
            default -> false;
        };
    }
}
