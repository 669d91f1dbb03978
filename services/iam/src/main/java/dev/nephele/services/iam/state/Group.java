package dev.nephele.services.iam.state;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.util.List;

/**
 * An IAM group. Row version 1: entity, attached. Its members are in {@link State#MEMBERS}.
 *
 * @param attached the ARNs of attached managed policies, in the order of attachment
 */
public record Group(Entity entity, List<String> attached) {
    public Group {
        attached = List.copyOf(attached);
    }

    public Group with(Entity changed) {
        return new Group(changed, attached);
    }

    public Group withAttached(List<String> changed) {
        return new Group(entity, changed);
    }

    void write(RowWriter out) {
        entity.write(out);
        out.texts(attached);
    }

    static Group read(RowReader in) {
        return new Group(Entity.read(Entity.Kind.GROUP, in), in.texts());
    }
}
