package dev.nephele.services.iam;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.View;
import dev.nephele.services.iam.document.Principals;
import dev.nephele.services.iam.state.Find;

/** Trust policies: whom they name must exist when they are written. */
final class TrustPolicies {
    private TrustPolicies() {}

    /**
     * The policy as it is stored.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument} for a principal that does not exist
     */
    static String pin(View view, String document, PolicyPrincipals principals) {
        for (String entry : Principals.list(document)) {
            if (!principals.exists(view, entry)) {
                throw Problems.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + entry + "\"");
            }
        }
        return principals.pin(view, document);
    }

    /** The policy as it is shown. */
    static String show(View view, String pinned) {
        return Principals.replace(pinned, entry -> Find.shown(view, entry));
    }
}
