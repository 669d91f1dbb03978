package dev.nephele.gateway.admin;

import dev.nephele.kernel.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The secret in {@code DATA/admin-token}, readable by the starting user only (mode 600): whoever can read it administers
 * the cloud. It is made once and stays.
 */
public final class AdminToken {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 43;
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    private AdminToken(String token) {
        this.expected = (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the token of a data directory, or makes one. */
    public static AdminToken open(Path data, Ids ids) throws IOException {
        Path file = data.resolve("admin-token");
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (kept.length() >= LENGTH) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                return new AdminToken(kept);
            }
        }
        String token = ids.text(LENGTH, ALPHABET);
        Path fresh = Files.createTempFile(
                data,
                "admin-token",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, token + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new AdminToken(token);
    }

    /** Whether an {@code Authorization} header carries this token; compared in constant time. */
    boolean matches(@Nullable String authorization) {
        return authorization != null
                && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
