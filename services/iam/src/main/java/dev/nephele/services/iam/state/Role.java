package dev.nephele.services.iam.state;

import dev.nephele.services.iam.document.Principals;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IAM role. Row version 1: entity, trust document, pins, description, longest session, tags, boundary, attached.
 *
 * @param trust who may assume it
 * @param longest its MaxSessionDuration
 * @param boundary the ARN of the permissions boundary
 * @param attached the ARNs of attached managed policies, in the order of attachment
 */
public record Role(
        Entity entity,
        Trust trust,
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

    public Role with(Trust changed) {
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
        out.text(trust.document()).texts(trust.pins());
        out.optionalText(description).duration(longest);
        tags.write(out);
        out.optionalText(boundary).texts(attached);
    }

    static Role read(RowReader in) {
        return new Role(
                Entity.read(Entity.Kind.ROLE, in),
                Trust.of(in.text(), in.textMap()),
                in.optionalText(),
                in.duration(),
                Tags.read(in),
                in.optionalText(),
                in.texts());
    }

    /**
     * A trust policy. The users and roles it names are pinned to their unique ids when it is written, so that an entity of
     * the same name made later is not trusted (IAM User Guide, "Principal").
     *
     * @param document as the caller wrote it
     * @param pins the unique id of each user and role that the document names, by ARN
     * @param pinned the document with ids in place of the ARNs: what is decided on
     */
    public record Trust(String document, Map<String, String> pins, String pinned) {
        public Trust {
            pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
        }

        public static Trust of(String document, Map<String, String> pins) {
            return new Trust(
                    document,
                    pins,
                    pins.isEmpty() ? document : Principals.replace(document, arn -> pins.getOrDefault(arn, arn)));
        }
    }
}
