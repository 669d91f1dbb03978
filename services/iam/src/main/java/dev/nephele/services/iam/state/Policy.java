package dev.nephele.services.iam.state;

import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A managed policy of a customer. Row version 1: entity, description, updated, versions, default, last, tags.
 *
 * @param updated when a version was last made
 * @param versions the numbers of the versions that are there, ascending
 * @param defaultVersion the number of the version that is in force
 * @param lastVersion the highest number ever given; numbers are not given again
 */
public record Policy(
        Entity entity,
        Optional<String> description,
        Instant updated,
        List<Integer> versions,
        int defaultVersion,
        int lastVersion,
        Tags tags) {
    public Policy {
        versions = List.copyOf(versions);
    }

    public Policy with(Tags changed) {
        return new Policy(entity, description, updated, versions, defaultVersion, lastVersion, changed);
    }

    public Policy withDefault(int number, Instant now) {
        return new Policy(entity, description, now, versions, number, lastVersion, tags);
    }

    public Policy withVersions(List<Integer> changed, int last, Instant now) {
        return new Policy(entity, description, now, changed, defaultVersion, last, tags);
    }

    void write(RowWriter out) {
        entity.write(out);
        out.optionalText(description)
                .instant(updated)
                .list(versions, (row, number) -> row.number(number))
                .number(defaultVersion)
                .number(lastVersion);
        tags.write(out);
    }

    static Policy read(RowReader in) {
        return new Policy(
                Entity.read(Entity.Kind.POLICY, in),
                in.optionalText(),
                in.instant(),
                in.list(RowReader::smallNumber),
                in.smallNumber(),
                in.smallNumber(),
                Tags.read(in));
    }

    /**
     * A version of a managed policy. Row version 1: created, document.
     *
     * @param document as the caller wrote it
     */
    @Row
    public record Version(Instant created, String document) {}

    /** The key of a version: the policy's key and the number. */
    @RowKey
    public record VersionKey(String policy, int number) {}

    /**
     * How many entities use a policy. Row version 1: attached, boundaries.
     *
     * @param boundaries how many have it as permissions boundary
     */
    @Row
    public record Use(int attached, int boundaries) {
        public static final Use NONE = new Use(0, 0);
    }
}
