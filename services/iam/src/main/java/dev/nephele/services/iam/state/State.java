package dev.nephele.services.iam.state;

import dev.nephele.kernel.AccountId;
import dev.nephele.storage.table.AccountTable;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of IAM. Keys that are names are {@linkplain Entity#key(String) lower-case}. */
public final class State {
    /** Users by name. */
    public static final AccountTable<String, User> USERS =
            Table.account(0x1001, KeyCodec.text(), RowCodec.of(1, User::write, User::read));

    /** Groups by name. */
    public static final AccountTable<String, Group> GROUPS =
            Table.account(0x1002, KeyCodec.text(), RowCodec.of(1, Group::write, Group::read));

    /** Roles by name. */
    public static final AccountTable<String, Role> ROLES =
            Table.account(0x1003, KeyCodec.text(), RowCodec.of(2, Role::write, Role::read));

    /** Managed policies of customers by name. */
    public static final AccountTable<String, Policy> POLICIES =
            Table.account(0x1004, KeyCodec.text(), RowCodec.of(1, Policy::write, Policy::read));

    /** The documents of managed policies. */
    public static final AccountTable<Policy.VersionKey, Policy.Version> VERSIONS =
            Table.account(0x1005, VersionKeyLayout.KEY, VersionLayout.ROW);

    /** Instance profiles by name. */
    public static final AccountTable<String, InstanceProfile> PROFILES =
            Table.account(0x1006, KeyCodec.text(), RowCodec.of(1, InstanceProfile::write, InstanceProfile::read));

    /** All inline policies of a user, group or role, by its unique id: document by policy name, in the order of names. */
    public static final AccountTable<String, Map<String, String>> INLINE = Table.account(
            0x1007,
            KeyCodec.text(),
            RowCodec.of(
                    1,
                    (policies, out) -> out.texts(policies),
                    in -> Collections.unmodifiableMap(new LinkedHashMap<>(in.textMap()))));

    /** Where the entity of a unique id is. */
    public static final Rows<String, Place> IDS = Table.partition(0x1008, KeyCodec.text(), PlaceLayout.ROW);

    /** Access keys by id. */
    public static final Rows<String, AccessKey> ACCESS_KEYS =
            Table.partition(0x1009, KeyCodec.text(), AccessKeyLayout.ROW);

    /** Which users are in a group: group id, key of the user. */
    public static final AccountTable<Pair, Boolean> MEMBERS =
            Table.account(0x100a, PairLayout.KEY, RowCodec.presence());

    /** Who uses a managed policy: ARN of the policy; key of the {@link Entity.Kind}, manner and name, see {@link User}. */
    public static final AccountTable<PolicyUser, Boolean> POLICY_USERS =
            Table.account(0x100b, PolicyUser.CODEC, RowCodec.presence());

    /** How many use a managed policy, by its ARN. */
    public static final AccountTable<String, Policy.Use> POLICY_USE =
            Table.account(0x100c, KeyCodec.text(), UseLayout.ROW);

    /** How many entities of a kind the account has, by the name of the kind. */
    public static final AccountTable<String, Long> COUNTS = Table.account(0x100d, KeyCodec.text(), RowCodec.number());

    /** Which instance profiles hold a role: key of the role, key of the profile. */
    public static final AccountTable<Pair, Boolean> ROLE_PROFILES =
            Table.account(0x100e, PairLayout.KEY, RowCodec.presence());

    /** The accounts that were made; the default account has a row only once something of it was changed. */
    public static final AccountTable<KeyCodec.Single, Account> ACCOUNTS =
            Table.account(0x100f, KeyCodec.single(), AccountLayout.ROW);

    /** The account of an alias. */
    public static final Rows<String, String> ALIASES = Table.partition(0x1010, KeyCodec.text(), RowCodec.text());

    /** When access keys were last used, by their id. */
    public static final Rows<String, AccessKey.LastUse> KEY_USE =
            Table.partition(0x1011, KeyCodec.text(), LastUseLayout.ROW);

    /** When roles were last used, by their unique id. */
    public static final AccountTable<String, AccessKey.LastUse> ROLE_USE =
            Table.account(0x1012, KeyCodec.text(), LastUseLayout.ROW);

    /** Deletions of service-linked roles by task id, and when they were done. */
    public static final AccountTable<String, Instant> DELETIONS =
            Table.account(0x1013, KeyCodec.text(), RowCodec.instant());

    private State() {}

    /**
     * Where an entity is.
     *
     * @param key its name in lower case
     */
    @Row
    public record Place(AccountId account, Entity.Kind kind, String key) {}

    /** A key of two texts: whose, and what. */
    @RowKey
    public record Pair(String whose, String what) {}

    /**
     * An entity that uses a managed policy.
     *
     * @param policyArn the policy
     * @param boundary whether it is the entity's boundary; otherwise it is attached
     * @param kind user, group or role
     * @param key the entity's key
     */
    public record PolicyUser(String policyArn, boolean boundary, Entity.Kind kind, String key) {
        static final KeyCodec<PolicyUser> CODEC = KeyCodec.of(
                (out, user) -> out.text(user.policyArn())
                        .flag(user.boundary())
                        .text(user.kind().arnType())
                        .text(user.key()),
                in -> new PolicyUser(in.text(), in.flag(), kind(in.text()), in.text()));

        private static Entity.Kind kind(String arnType) {
            return switch (arnType) {
                case "user" -> Entity.Kind.USER;
                case "group" -> Entity.Kind.GROUP;
                default -> Entity.Kind.ROLE;
            };
        }
    }
}
