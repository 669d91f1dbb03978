package dev.nephele.services.iam.state;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.util.Optional;

/**
 * An instance profile. Row version 1: entity, role, tags.
 *
 * @param role the key of the role it holds
 */
public record InstanceProfile(Entity entity, Optional<String> role, Tags tags) {

    public InstanceProfile withRole(Optional<String> changed) {
        return new InstanceProfile(entity, changed, tags);
    }

    public InstanceProfile with(Tags changed) {
        return new InstanceProfile(entity, role, changed);
    }

    void write(RowWriter out) {
        entity.write(out);
        out.optionalText(role);
        tags.write(out);
    }

    static InstanceProfile read(RowReader in) {
        return new InstanceProfile(Entity.read(Entity.Kind.INSTANCE_PROFILE, in), in.optionalText(), Tags.read(in));
    }
}
