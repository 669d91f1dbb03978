package dev.nephele.services.iam.state;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every IAM entity has.
 *
 * @param kind what it is
 * @param path begins and ends with a slash
 * @param name as the caller wrote it
 * @param id the unique id
 */
public record Entity(Kind kind, String path, String name, String id, Instant created) {

    /** The kinds of entities: how ARNs name them, and how their unique ids begin. */
    public enum Kind {
        USER("user", "AIDA"),
        GROUP("group", "AGPA"),
        ROLE("role", "AROA"),
        POLICY("policy", "ANPA"),
        INSTANCE_PROFILE("instance-profile", "AIPA");

        private final String arnType;
        private final String idPrefix;

        Kind(String arnType, String idPrefix) {
            this.arnType = arnType;
            this.idPrefix = idPrefix;
        }

        /** The first part of the resource in ARNs. */
        public String arnType() {
            return arnType;
        }

        /** The first four characters of unique ids. */
        public String idPrefix() {
            return idPrefix;
        }
    }

    /** The key of a name: names that differ in case only are the same. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public String key() {
        return key(name);
    }

    public Arn arn(AccountId account) {
        return Arn.global("iam", account, kind.arnType() + path + name);
    }

    /** Whether it lies under a path; no path is all of them. */
    public boolean isUnder(@Nullable String pathPrefix) {
        return pathPrefix == null || path.startsWith(pathPrefix);
    }

    /** The same entity under another path and name. */
    public Entity renamed(String newPath, String newName) {
        return new Entity(kind, newPath, newName, id, created);
    }

    void write(RowWriter out) {
        out.text(path).text(name).text(id).instant(created);
    }

    static Entity read(Kind kind, RowReader in) {
        return new Entity(kind, in.text(), in.text(), in.text(), in.instant());
    }
}
