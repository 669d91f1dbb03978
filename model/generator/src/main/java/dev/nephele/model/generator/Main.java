package dev.nephele.model.generator;

import dev.nephele.model.Manners;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the Java package of one service: {@code Main FACTS MANIFEST DIRECTORY}. The service's id is the manifest's file
 * name. Where facts, manifest and generator are those of the last run, nothing is done; otherwise only files whose text
 * changed are written, and those that no longer belong are removed.
 */
public final class Main {
    private static final List<Class<?>> PARTS = List.of(
            Main.class,
            Facts.class,
            Manifest.class,
            MannerLines.class,
            Manners.class,
            Manners.Builder.class,
            Manners.Validation.class,
            Manners.RequestIds.class,
            Manners.Denial.Form.class,
            Manners.Denial.Spelling.class,
            Names.class,
            Shape.class,
            Package.class,
            Sources.class,
            Schemas.class,
            Records.class,
            Errors.class,
            Holder.class,
            Groups.class,
            Rules.class,
            Manifest.Rule.class,
            Service.class);

    private Main() {}

    /** Runs the generator; a fault in the facts or the manifest ends it with the reason. */
    public static void main(String[] arguments) throws IOException {
        Path facts = Path.of(arguments[0]);
        Path manifest = Path.of(arguments[1]);
        Path directory = Path.of(arguments[2]);
        String stamp = stamp(facts, manifest);
        Path stampFile = directory.resolveSibling(directory.getFileName() + ".stamp");
        if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        String id = manifest.getFileName().toString().replace(".manifest", "");
        generate(id, Facts.read(facts), Manifest.read(manifest)).writeTo(directory);
        Files.writeString(stampFile, stamp);
    }

    /** The sources of a service, by path. */
    static Sources generate(String id, Facts facts, Manifest manifest) {
        Package service = Package.of(id, facts, manifest);
        Sources sources = new Sources(service.name());
        Records.write(service, sources);
        Errors.write(service, sources);
        Holder.write(service, sources);
        Groups.write(service, sources);
        Rules.write(service, sources);
        Service.write(service, sources);
        return sources;
    }

    private static String stamp(Path facts, Path manifest) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(facts));
            digest.update(Files.readAllBytes(manifest));
            for (Class<?> part : PARTS) {
                try (InputStream in = part.getResourceAsStream(
                        part.getName().substring(part.getPackageName().length() + 1) + ".class")) {
                    if (in != null) {
                        digest.update(in.readAllBytes());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
