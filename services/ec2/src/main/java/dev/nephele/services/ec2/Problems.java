package dev.nephele.services.ec2;

import dev.nephele.model.ServiceException;
import org.jspecify.annotations.Nullable;

/** The errors of EC2 with AWS's texts (EC2 Developer Guide, "Error codes"). */
final class Problems {
    private Problems() {}

    static ServiceException of(String code, String message) {
        return ServiceException.of(code, 400, message);
    }

    /** Ends a dry run that was allowed. */
    static void endDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw ServiceException.of("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
        }
    }
}
