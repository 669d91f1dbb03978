package dev.nephele.policy.language;

import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.ResourceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code Resource} or {@code NotResource}. The first five parts are globs that do not cross a colon; the
 * rest is a glob that crosses everything and may hold variables. Entries of fewer than six parts are completed with
 * stars, where the type of policy allows it.
 */
final class ArnPattern {
    private static final int PARTS = 6;

    private final boolean everything;
    /** The characters up to and with the fifth colon, when they hold no wildcard. */
    private final @Nullable String head;
    /** Partition, service, Region and account otherwise; empty if this can never match. */
    private final Template[] parts;

    private final Template local;
    private final boolean isShort;
    private final boolean star;
    private final boolean trailingStar;

    private ArnPattern(String text, boolean variables) {
        this.everything = text.equals("*");
        String[] cut = text.split(":", PARTS);
        this.isShort = !everything && cut.length < PARTS;
        this.star = text.indexOf('*') >= 0;
        this.trailingStar = text.endsWith("*");
        boolean arn = cut[0].equals("arn");
        this.local = Template.of(cut.length == PARTS ? cut[5] : "*", true, variables, false);
        if (!arn) {
            this.head = null;
            this.parts = new Template[0];
            return;
        }
        this.parts = new Template[4];
        boolean fixed = !isShort;
        for (int i = 0; i < 4; i++) {
            parts[i] = Template.of(cut.length > i + 1 ? cut[i + 1] : "*", true, false, false);
            fixed &= parts[i].fixed();
        }
        this.head = fixed ? String.join(":", List.of(cut).subList(0, 5)) + ':' : null;
    }

    static ArnPattern of(String text, boolean variables) {
        return new ArnPattern(text, variables);
    }

    boolean everything() {
        return everything;
    }

    /** Whether a short entry makes its whole statement void in this type of policy. */
    boolean voids(PolicyType type) {
        return isShort
                && switch (type) {
                    case SERVICE_CONTROL -> !trailingStar;
                    case RESOURCE_CONTROL -> true;
                    default -> false;
                };
    }

    boolean matches(ResourceName resource, Context context, PolicyType type) {
        if (everything) {
            return true;
        }
        int[] colons = resource.colons();
        if (colons == null || parts.length == 0) {
            return false;
        }
        String text = resource.text();
        if (head != null) {
            return text.startsWith(head) && local.matches(text, head.length(), text.length(), context);
        }
        if (isShort && !star && type.hasPrincipals()) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches(text, colons[i] + 1, colons[i + 1], context)) {
                return false;
            }
        }
        return local.matches(text, colons[4] + 1, text.length(), context);
    }
}
