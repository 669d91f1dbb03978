package dev.nephele.gates;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the rules ask of a Java file.
 *
 * @param place the file's path from the root
 * @param longMethods names of the methods and constructors of more than 60 lines
 * @param broadCatches lines that catch Exception, RuntimeException, Throwable or Error
 * @param texts its string literals
 */
record ParsedSource(
        String place, List<TopLevelType> types, List<String> longMethods, List<Long> broadCatches, List<Text> texts) {
    private static final int METHOD_LINES = 60;
    private static final Set<String> BROAD = Set.of("Exception", "RuntimeException", "Throwable", "Error");

    /** A class, interface, record or enum that is a file's own. */
    record TopLevelType(String name, boolean isPublic) {}

    /** A string literal. */
    record Text(String value, long line) {}

    static List<ParsedSource> of(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return parse(compiler, manager, manager.getJavaFileObjectsFromPaths(files));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static List<ParsedSource> parse(
            JavaCompiler compiler, StandardJavaFileManager manager, Iterable<? extends JavaFileObject> files)
            throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<ParsedSource> parsed = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            Path path = Path.of(unit.getSourceFile().toUri().getPath());
            String place = path.startsWith(SourceTree.ROOT) ? SourceTree.name(path) : path.toString();
            Scanner scanner = new Scanner(unit, positions);
            scanner.scan(unit, null);
            parsed.add(new ParsedSource(place, types(unit), scanner.longMethods, scanner.broadCatches, scanner.texts));
        }
        return parsed;
    }

    private static List<TopLevelType> types(CompilationUnitTree unit) {
        List<TopLevelType> types = new ArrayList<>();
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                types.add(new TopLevelType(
                        type.getSimpleName().toString(),
                        type.getModifiers().getFlags().contains(Modifier.PUBLIC)));
            }
        }
        return types;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final List<String> longMethods = new ArrayList<>();
        private final List<Long> broadCatches = new ArrayList<>();
        private final List<Text> texts = new ArrayList<>();

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getBody() != null && length(method.getBody()) > METHOD_LINES && !isTable(method)) {
                longMethods.add(method.getName() + " (" + length(method.getBody()) + " lines)");
            }
            return super.visitMethod(method, none);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void none) {
            if (literal.getValue() instanceof String text) {
                texts.add(new Text(text, line(positions.getStartPosition(unit, literal))));
            }
            return super.visitLiteral(literal, none);
        }

        @Override
        public Void visitCatch(CatchTree caught, Void none) {
            Tree type = caught.getParameter().getType();
            List<? extends Tree> types =
                    type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
            if (types.stream().anyMatch(one -> BROAD.contains(one.toString()))) {
                broadCatches.add(line(positions.getStartPosition(unit, caught)));
            }
            return super.visitCatch(caught, none);
        }

        /** A method that is one switch with one statement a case. */
        private static boolean isTable(MethodTree method) {
            List<? extends StatementTree> statements = method.getBody().getStatements();
            if (statements.size() != 1) {
                return false;
            }
            return switch (statements.getFirst()) {
                case ReturnTree answer
                when answer.getExpression() instanceof SwitchExpressionTree table ->
                    table.getCases().stream()
                            .allMatch(one -> !(one.getBody() instanceof com.sun.source.tree.BlockTree));
                case SwitchTree table ->
                    table.getCases().stream()
                            .allMatch(one ->
                                    one.getBody() != null && !(one.getBody() instanceof com.sun.source.tree.BlockTree));
                default -> false;
            };
        }

        private long length(Tree tree) {
            return line(positions.getEndPosition(unit, tree)) - line(positions.getStartPosition(unit, tree)) + 1;
        }

        private long line(long position) {
            return lines.getLineNumber(position);
        }
    }
}
