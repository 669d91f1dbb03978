package dev.nephele.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The project's files as they were written: nothing that a build made. */
final class SourceTree {
    static final Path ROOT =
            Path.of(System.getProperty("nephele.root", "..")).toAbsolutePath().normalize();

    private static final Set<String> MADE =
            Set.of("target", ".git", ".venv", "node_modules", "__pycache__", ".idea", ".vscode", ".pytest_cache");
    private static final List<Path> FILES = walk();

    private SourceTree() {}

    /** Every file. */
    static List<Path> files() {
        return FILES;
    }

    /** Hand-written Java of programs. */
    static List<Path> mainJava() {
        return javaUnder("/src/main/java/");
    }

    /** Hand-written Java of tests. */
    static List<Path> testJava() {
        return javaUnder("/src/test/java/");
    }

    private static List<Path> javaUnder(String part) {
        return matching(
                path -> path.toString().contains(part) && path.toString().endsWith(".java"));
    }

    static List<Path> matching(Predicate<Path> condition) {
        return FILES.stream().filter(condition).toList();
    }

    /** Where compiled programs lie: one directory a module. */
    static List<Path> classDirectories() {
        return matching(path -> path.endsWith("pom.xml")).stream()
                .map(pom -> pom.resolveSibling("target").resolve("classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** A path from the root, with slashes. */
    static String name(Path path) {
        return ROOT.relativize(path).toString();
    }

    static String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Path> walk() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean made = MADE.contains(directory.getFileName().toString());
                    return made && !directory.equals(ROOT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return List.copyOf(files);
    }
}
