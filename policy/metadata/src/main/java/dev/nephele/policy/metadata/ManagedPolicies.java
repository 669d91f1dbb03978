package dev.nephele.policy.metadata;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The managed policies that AWS keeps ({@code arn:aws:iam::aws:policy/…}), each in its newest version.
 *
 * <p>The header of {@code managed-policies.bin} has tab-separated rows: {@code D version}; {@code C offset length size}
 * for a chunk of documents; behind it one row for each policy of the chunk: path and name, version, created, updated,
 * created of the version, and offset and length of its document in the inflated chunk, in bytes.
 */
public final class ManagedPolicies {
    static final String ARN_PREFIX = "arn:aws:iam::aws:policy";

    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 17;

    private final Packed packed;
    private final TreeMap<String, Entry> byResource = new TreeMap<>();

    /** Bounded by the number of policies; each document can be dropped and read again. */
    private final Map<String, SoftReference<String>> documents = new ConcurrentHashMap<>();

    private ManagedPolicies(Packed packed) {
        this.packed = packed;
        int[] chunk = {};
        for (String line : packed.header().lines().toList()) {
            String[] part = line.split("\t", -1);
            switch (part[0]) {
                case "D" -> {}
                case "C" -> chunk = new int[] {Integer.parseInt(part[1]), Integer.parseInt(part[2])};
                default -> byResource.put(part[0], entry(part, chunk));
            }
        }
    }

    /** The one collection. Its header, about 60 KB, is read on the first call. */
    public static ManagedPolicies get() {
        return Holder.POLICIES;
    }

    /** The policy of this ARN. Case counts, as in AWS. */
    public Optional<ManagedPolicy> find(String arn) {
        return entry(arn).map(Entry::policy);
    }

    /** The policies whose path begins with the prefix ({@code /} for all), by path and name. */
    public List<ManagedPolicy> under(String pathPrefix) {
        List<ManagedPolicy> found = new ArrayList<>();
        for (Map.Entry<String, Entry> row : byResource.tailMap(pathPrefix, true).entrySet()) {
            if (!row.getKey().startsWith(pathPrefix)) {
                break;
            }
            if (row.getValue().policy().path().startsWith(pathPrefix)) {
                found.add(row.getValue().policy());
            }
        }
        return found;
    }

    /** The document of the newest version, as JSON without white space. The same text is the same instance while used. */
    public Optional<String> document(String arn) {
        return entry(arn).map(entry -> document(arn, entry));
    }

    /**
     * The unique id of an AWS managed policy: {@code ANPA} and 17 characters that depend on the ARN alone, since AWS's
     * own ids are not published together.
     */
    public static String id(String arn) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        StringBuilder id = new StringBuilder("ANPA");
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_ALPHABET.charAt(digest[i] & 31));
        }
        return id.toString();
    }

    private Optional<Entry> entry(String arn) {
        return arn.startsWith(ARN_PREFIX)
                ? Optional.ofNullable(byResource.get(arn.substring(ARN_PREFIX.length())))
                : Optional.empty();
    }

    private String document(String arn, Entry entry) {
        SoftReference<String> reference = documents.get(arn);
        @Nullable String known = reference == null ? null : reference.get();
        if (known != null) {
            return known;
        }
        byte[] chunk = packed.bytes(entry.chunk()[0], entry.chunk()[1]);
        byte[] text = Arrays.copyOfRange(chunk, entry.offset(), entry.offset() + entry.length());
        String document = new String(text, StandardCharsets.UTF_8);
        documents.put(arn, new SoftReference<>(document));
        return document;
    }

    private static Entry entry(String[] part, int[] chunk) {
        int slash = part[0].lastIndexOf('/') + 1;
        ManagedPolicy policy = new ManagedPolicy(
                part[0].substring(0, slash),
                part[0].substring(slash),
                part[1],
                Instant.parse(part[2]),
                Instant.parse(part[3]),
                Instant.parse(part[4]));
        return new Entry(policy, chunk, Integer.parseInt(part[5]), Integer.parseInt(part[6]));
    }

    private record Entry(ManagedPolicy policy, int[] chunk, int offset, int length) {}

    private static final class Holder {
        private static final ManagedPolicies POLICIES =
                new ManagedPolicies(Packed.open("managed-policies.bin", "NMP1"));
    }
}
