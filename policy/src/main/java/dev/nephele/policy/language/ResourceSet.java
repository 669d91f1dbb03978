package dev.nephele.policy.language;

import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.ResourceName;
import java.util.List;

/** The {@code Resource} or {@code NotResource} of a statement. */
final class ResourceSet {
    private final ArnPattern[] patterns;
    private final boolean negated;
    private final boolean everything;
    private final boolean voidInServiceControl;
    private final boolean voidInResourceControl;

    ResourceSet(List<String> entries, boolean negated, boolean variables) {
        this.patterns = entries.stream().map(e -> ArnPattern.of(e, variables)).toArray(ArnPattern[]::new);
        this.negated = negated;
        boolean all = false;
        boolean scp = false;
        boolean rcp = false;
        for (ArnPattern pattern : patterns) {
            all |= pattern.everything();
            scp |= pattern.voids(PolicyType.SERVICE_CONTROL);
            rcp |= pattern.voids(PolicyType.RESOURCE_CONTROL);
        }
        this.everything = all;
        this.voidInServiceControl = scp;
        this.voidInResourceControl = rcp;
    }

    boolean matches(ResourceName resource, Context context, PolicyType type) {
        if (voidInServiceControl && type == PolicyType.SERVICE_CONTROL
                || voidInResourceControl && type == PolicyType.RESOURCE_CONTROL) {
            return false;
        }
        return named(resource, context, type) != negated;
    }

    private boolean named(ResourceName resource, Context context, PolicyType type) {
        if (everything) {
            return true;
        }
        for (ArnPattern pattern : patterns) {
            if (pattern.matches(resource, context, type)) {
                return true;
            }
        }
        return false;
    }
}
