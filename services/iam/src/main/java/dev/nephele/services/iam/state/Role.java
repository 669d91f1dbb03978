package dev.nephele.services.iam.state;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An IAM role. Row version 2: entity, trust policy, description, longest session, tags, boundary, attached.
 *
 * @param trust who may assume it: the policy with unique ids in place of the users and roles that it names
 * @param longest its MaxSessionDuration
 * @param boundary the ARN of the permissions boundary
 * @param attached the ARNs of attached managed policies, in the order of attachment
 */
public record Role(
        Entity entity,
        String trust,
        Optional<String> description,
        Duration longest,
        Tags tags,
        Optional<String> boundary,
        List<String> attached) {
    /** The path under which the roles of services lie; only their service changes them. */
    public static final String SERVICE_LINKED_PATH = "/aws-service-role/";

    public Role {
        attached = List.copyOf(attached);
    }

    /** Whether a service made the role for itself. */
    public boolean serviceLinked() {
        return entity.path().startsWith(SERVICE_LINKED_PATH);
    }

    public Role withTrust(String changed) {
        return new Role(entity, changed, description, longest, tags, boundary, attached);
    }

    public Role with(Tags changed) {
        return new Role(entity, trust, description, longest, changed, boundary, attached);
    }

    public Role withDescription(Optional<String> changed) {
        return new Role(entity, trust, changed, longest, tags, boundary, attached);
    }

    public Role withLongest(Duration changed) {
        return new Role(entity, trust, description, changed, tags, boundary, attached);
    }

    public Role withBoundary(Optional<String> changed) {
        return new Role(entity, trust, description, longest, tags, changed, attached);
    }

    public Role withAttached(List<String> changed) {
        return new Role(entity, trust, description, longest, tags, boundary, changed);
    }

    void write(RowWriter out) {
        entity.write(out);
        out.text(trust);
        out.optionalText(description).duration(longest);
        tags.write(out);
        out.optionalText(boundary).texts(attached);
    }

    static Role read(RowReader in) {
        return new Role(
                Entity.read(Entity.Kind.ROLE, in),
                in.text(),
                in.optionalText(),
                in.duration(),
                Tags.read(in),
                in.optionalText(),
                in.texts());
    }
}
