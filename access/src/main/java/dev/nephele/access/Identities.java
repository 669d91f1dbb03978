package dev.nephele.access;

import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Session;
import dev.nephele.kernel.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which identity-based policies bind a principal. IAM implements it. */
public interface Identities {

    /**
     * The policies and tags of the caller's user or role as they stand in the view. A user or role that no longer exists
     * has none, and is therefore denied everything.
     */
    Binding of(View view, Caller caller);

    /**
     * A number that is equal in two views only if nothing that {@link #of} answers for this caller has changed between
     * them, so that what was compiled can be used again.
     */
    long version(View view, Caller caller);

    /** The documents behind the managed policies a session names; unknown ones are left out, and so allow nothing. */
    List<PolicyText> session(View view, Session.Policies policies);

    /**
     * What binds one principal.
     *
     * @param exists whether the user or role is there
     * @param policies inline, attached and, for users, of the groups
     * @param boundary the permissions boundary, if one is set
     * @param tags of the user or role itself, without session tags
     * @param serviceLinked whether it is a service-linked role
     */
    record Binding(
            boolean exists,
            List<PolicyText> policies,
            Optional<PolicyText> boundary,
            Map<String, String> tags,
            boolean serviceLinked) {
        public Binding {
            policies = List.copyOf(policies);
            tags = Map.copyOf(tags);
        }
    }
}
