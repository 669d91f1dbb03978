package dev.nephele.services.iam.state;

import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.util.List;
import java.util.Optional;

/**
 * An IAM user. Row version 1: entity, tags, boundary, attached, groups, access keys.
 *
 * @param boundary the ARN of the permissions boundary
 * @param attached the ARNs of attached managed policies, in the order of attachment
 * @param groups the unique ids of the groups it is in
 * @param accessKeys the ids of its access keys
 */
public record User(
        Entity entity,
        Tags tags,
        Optional<String> boundary,
        List<String> attached,
        List<String> groups,
        List<String> accessKeys) {
    public User {
        attached = List.copyOf(attached);
        groups = List.copyOf(groups);
        accessKeys = List.copyOf(accessKeys);
    }

    public User with(Entity changed) {
        return new User(changed, tags, boundary, attached, groups, accessKeys);
    }

    public User with(Tags changed) {
        return new User(entity, changed, boundary, attached, groups, accessKeys);
    }

    public User withBoundary(Optional<String> changed) {
        return new User(entity, tags, changed, attached, groups, accessKeys);
    }

    public User withAttached(List<String> changed) {
        return new User(entity, tags, boundary, changed, groups, accessKeys);
    }

    public User withGroups(List<String> changed) {
        return new User(entity, tags, boundary, attached, changed, accessKeys);
    }

    public User withAccessKeys(List<String> changed) {
        return new User(entity, tags, boundary, attached, groups, changed);
    }

    void write(RowWriter out) {
        entity.write(out);
        tags.write(out);
        out.optionalText(boundary).texts(attached).texts(groups).texts(accessKeys);
    }

    static User read(RowReader in) {
        return new User(
                Entity.read(Entity.Kind.USER, in),
                Tags.read(in),
                in.optionalText(),
                in.texts(),
                in.texts(),
                in.texts());
    }
}
