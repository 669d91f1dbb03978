package dev.nephele.storage.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Which of the numbered folders in {@code store} holds the state: the file {@code current}, of which every word must be
 * right and explain what lies beside it. What it does not explain is neither used nor removed.
 *
 * <p>Layout: number, word and the CRC-32C of both in hexadecimal, with spaces between. The word is {@code new} until an
 * engine has begun its files, and then {@code holds}. A number alone, as older programs wrote it, counts if there is but
 * one folder.
 */
final class StatePointer {
    private static final String FILE = "current";

    private final Path home;
    private final long number;
    private final boolean isNew;

    private StatePointer(Path home, long number, boolean isNew) {
        this.home = home;
        this.number = number;
        this.isNew = isNew;
    }

    /**
     * Reads the pointer, or begins one where nothing lies yet.
     *
     * @throws DataDirectoryException if it does not explain what lies there
     */
    static StatePointer read(Path home) throws IOException {
        Path file = home.resolve(FILE);
        SortedSet<Long> folders = folders(home);
        if (!Files.exists(file)) {
            if (!folders.isEmpty()) {
                throw unexplained(home, "is missing", folders);
            }
            write(home, 0, true);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        String[] words = text.split(" ", -1);
        boolean isOld = words.length == 1 && words[0].matches("[0-9]{1,9}") && folders.size() == 1;
        if (!isOld && !isRight(text, words)) {
            throw unexplained(home, "is damaged", folders);
        }
        StatePointer pointer = new StatePointer(home, Long.parseLong(words[0]), !isOld && words[1].equals("new"));
        pointer.check(folders);
        return pointer;
    }

    private static boolean isRight(String text, String[] words) {
        return words.length == 3
                && words[0].matches("[0-9]{1,9}")
                && text.equals(line(Long.parseLong(words[0]), words[1].equals("new")));
    }

    private void check(SortedSet<Long> folders) {
        if (isNew) {
            if (!folders.isEmpty() && (folders.first() != number || folders.last() != number)) {
                throw unexplained(home, "says that there is no state yet", folders);
            }
        } else if (!DataDirectory.isState(folder())) {
            throw unexplained(home, "names " + number + ", where no state is", folders);
        } else if (folders.last() > number + 1) {
            throw unexplained(home, "names " + number + ", which is older than another", folders);
        }
    }

    private static DataDirectoryException unexplained(Path home, String what, SortedSet<Long> folders) {
        String there = folders.isEmpty()
                ? "no folder of a state lies"
                : folders.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " lie";
        return new DataDirectoryException("the file " + home.resolve(FILE) + ", which says where the state is, " + what
                + ", and " + there + " beside it; nothing was changed: bring the directory back from a copy");
    }

    /** The numbered folders; others are not ours. */
    private static SortedSet<Long> folders(Path home) throws IOException {
        SortedSet<Long> numbers = new TreeSet<>();
        try (var files = Files.newDirectoryStream(home, Files::isDirectory)) {
            for (Path folder : files) {
                String name = folder.getFileName().toString();
                if (name.matches("[0-9]{1,9}")) {
                    numbers.add(Long.parseLong(name));
                }
            }
        }
        return numbers;
    }

    /** Points to a folder, durably and at once. */
    static void write(Path home, long number, boolean isNew) throws IOException {
        Replace.text(home.resolve(FILE), line(number, isNew) + "\n");
    }

    private static String line(long number, boolean isNew) {
        String words = String.format(Locale.ROOT, "%d %s", number, isNew ? "new" : "holds");
        CRC32C sum = new CRC32C();
        sum.update(words.getBytes(StandardCharsets.US_ASCII));
        return words + ' ' + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    long number() {
        return number;
    }

    /** Whether no engine has begun its files yet, so that what lies in the folder is the rest of a try. */
    boolean isNew() {
        return isNew;
    }

    Path folder() {
        return home.resolve(String.valueOf(number));
    }

    /** Removes older states, and a newer one that was not finished. */
    void removeOthers() throws IOException {
        for (long other : folders(home)) {
            if (other != number || isNew) {
                Copies.deleteTree(home.resolve(String.valueOf(other)));
            }
        }
    }
}
