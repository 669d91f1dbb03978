package dev.nephele.policy.grammar;

import java.util.Optional;

/** The form of entries of {@code Action}. */
final class Actions {
    private Actions() {}

    /** Why IAM refuses an action. */
    static Optional<String> refused(String action) {
        if (action.equals("*")) {
            return Optional.empty();
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            return Optional.of("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            return Optional.of("Actions/Condition can contain only one colon.");
        }
        String vendor = action.substring(0, colon);
        if (!isVendor(vendor) && !action.equals("*:*")) {
            return Optional.of("Vendor " + vendor + " is not valid");
        }
        return Optional.empty();
    }

    /** Whether the name could be an action's, with wildcards. */
    static boolean isName(String action) {
        for (int i = action.indexOf(':') + 1; i < action.length(); i++) {
            char c = action.charAt(i);
            if (!(isLetterOrDigit(c) || c == '*' || c == '?' || c == '-' || c == '_' || c == '.' || c == '/')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVendor(String vendor) {
        if (vendor.isEmpty()) {
            return false;
        }
        for (int i = 0; i < vendor.length(); i++) {
            char c = vendor.charAt(i);
            if (!isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
