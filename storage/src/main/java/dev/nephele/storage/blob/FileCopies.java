package dev.nephele.storage.blob;

import dev.nephele.kernel.View;
import dev.nephele.storage.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Copies the payloads of a state: exactly the files that its rows name, as hard links where the file system has them. */
public final class FileCopies {
    private FileCopies() {}

    /**
     * Copies what is not there yet; durable when it returns. Who copies from a running cloud holds
     * {@link Blobs#freeing} from before the state was taken.
     *
     * @throws StoreException if a row names a file that is not there
     */
    public static void copy(View state, Path from, Path to) throws IOException {
        Set<Path> touched = new HashSet<>();
        Files.createDirectories(to);
        IOException[] failure = new IOException[1];
        Tables.LARGE.scan().each(state, (id, size) -> {
            try {
                Path name = FileSpace.name(id);
                if (copy(from.resolve(name), to.resolve(name))) {
                    touched.add(to.resolve(name).resolveSibling("."));
                }
                return true;
            } catch (IOException e) {
                failure[0] = e;
                return false;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        for (Path folder : touched) {
            FileSpace.syncFolder(folder);
        }
        FileSpace.syncFolder(to);
    }

    /** Answers whether it had to. */
    private static boolean copy(Path file, Path copy) throws IOException {
        if (Files.exists(copy)) {
            return false;
        }
        Files.createDirectories(copy.resolveSibling("."));
        try {
            Files.createLink(copy, file);
        } catch (NoSuchFileException gone) {
            throw new StoreException("a row names the payload " + file + ", which is not there", gone);
        } catch (FileAlreadyExistsException other) {
            return false;
        } catch (UnsupportedOperationException | IOException noLink) {
            // Another file system, or one without links: a copy is as good, only larger.
            Files.copy(file, copy);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        return true;
    }
}
