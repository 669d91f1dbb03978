package dev.nephele.storage.processor;

import dev.nephele.storage.processor.Forms.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The source of one record's codec: {@code ROW}, {@code KEY} or both, each with the methods that write and read.
 *
 * <p>A component that was added in a later version is read only from rows of that version; for older ones a static
 * method of the record says its value, from earlier components, which its parameters name, or from the reader.
 */
final class CodecSource {
    private static final String ADDED = RowProcessor.TABLE + "Added";

    private final TypeElement record;
    private final Elements elements;
    private final int version;
    private final boolean key;
    private final Forms rowForms;
    private final Forms keyForms;
    private final List<Component> row;
    private final List<Component> keyElements;

    CodecSource(TypeElement record, Elements elements, Types types) throws Unwritable {
        this.record = record;
        this.elements = elements;
        Integer rowVersion = number(record, RowProcessor.ROW, "value", elements);
        this.version = rowVersion == null ? 0 : rowVersion;
        this.key = mark(record, RowProcessor.KEY) != null;
        this.rowForms = new Forms(types, false);
        this.keyForms = new Forms(types, true);
        this.row = version > 0 ? rowForms.components(record) : List.of();
        this.keyElements = key ? keyForms.components(record) : List.of();
        if (rowVersion != null && (version < 1 || version > 127)) {
            throw new Unwritable("the version of a row is 1 to 127", record);
        }
        for (Component component : row) {
            if (added(component.element()) > version) {
                throw new Unwritable("added in a version that the row has not reached", component.element());
            }
        }
    }

    String qualifiedName() {
        String name = elements.getPackageOf(record).getQualifiedName().toString();
        return (name.isEmpty() ? "" : name + '.') + simpleName();
    }

    private String simpleName() {
        return record.getSimpleName() + "Layout";
    }

    private String type() {
        return record.getQualifiedName().toString();
    }

    /** A line for the bytes of a key and of each version of a row. */
    String description() {
        StringBuilder text = new StringBuilder();
        if (key) {
            text.append("key ").append(Forms.describe(keyElements)).append('\n');
        }
        for (int i = 1; i <= version; i++) {
            int at = i;
            List<Component> then =
                    row.stream().flatMap(component -> then(component, at)).toList();
            text.append(i).append(' ').append(Forms.describe(then)).append('\n');
        }
        return text.toString();
    }

    /** What rows of a version have in the place of a component. */
    private static Stream<Component> then(Component component, int version) {
        if (added(component.element()) <= version) {
            return Stream.of(component);
        }
        AnnotationMirror mark = mark(component.element(), ADDED);
        return mark != null && value(mark, "was") instanceof String was && !was.isEmpty()
                ? Stream.of(new Component(component.element(), component.name(), Form.simple("", "", was)))
                : Stream.empty();
    }

    String code() throws Unwritable {
        boolean open = record.getModifiers().contains(Modifier.PUBLIC);
        StringBuilder out = new StringBuilder();
        out.append("package %s;%n%n".formatted(elements.getPackageOf(record).getQualifiedName()));
        out.append("/** How {@link %s} is kept in tables. */%n".formatted(type()));
        out.append("%sfinal class %s {%n".formatted(open ? "public " : "", simpleName()));
        if (version > 0) {
            out.append("    %sstatic final %sRowCodec<%s> ROW = %sRowCodec.of(%d, %s::write, %s::read);%n"
                    .formatted(
                            open ? "public " : "",
                            RowProcessor.TABLE,
                            type(),
                            RowProcessor.TABLE,
                            version,
                            simpleName(),
                            simpleName()));
        }
        if (key) {
            out.append(
                    "    %sstatic final %sKeyCodec<%s> KEY = %sKeyCodec.of((out, key) -> writeKey(key, out), %s::readKey);%n"
                            .formatted(
                                    open ? "public " : "",
                                    RowProcessor.TABLE,
                                    type(),
                                    RowProcessor.TABLE,
                                    simpleName()));
        }
        out.append("%n    private %s() {}%n".formatted(simpleName()));
        if (version > 0) {
            methods(out, "", "Row", type(), row);
            for (var inner : rowForms.inner().entrySet()) {
                methods(out, inner(inner.getKey()), "Row", inner.getKey(), inner.getValue());
            }
        }
        if (key) {
            methods(out, "Key", "Key", type(), keyElements);
            for (var inner : keyForms.inner().entrySet()) {
                methods(out, inner(inner.getKey()), "Key", inner.getKey(), inner.getValue());
            }
        }
        return out.append("}\n").toString();
    }

    private static String inner(String name) {
        return '_' + name.replace('.', '_');
    }

    private void methods(StringBuilder out, String suffix, String side, String type, List<Component> components)
            throws Unwritable {
        out.append("%n    private static void write%s(%s value, %s%sWriter out) {%n"
                .formatted(suffix, type, RowProcessor.TABLE, side));
        for (Component component : components) {
            out.append("        %s;%n".formatted(component.form().write("out", "value." + component.name() + "()", 0)));
        }
        out.append("    }%n%n    private static %s read%s(%s%sReader in) {%n"
                .formatted(type, suffix, RowProcessor.TABLE, side));
        List<String> read = new ArrayList<>();
        for (Component component : components) {
            String local = "value" + read.size();
            out.append("        var %s = %s;%n".formatted(local, reading(component, components)));
            read.add(local);
        }
        out.append("        return new %s(%s);%n    }%n".formatted(type, String.join(", ", read)));
    }

    private String reading(Component component, List<Component> components) throws Unwritable {
        String read = component.form().read("in", 0);
        int since = added(component.element());
        return since > 1 ? "in.version() >= %d ? %s : %s".formatted(since, read, before(component, components)) : read;
    }

    /** The call of the method that knows what a component is in rows of versions without it. */
    private String before(Component component, List<Component> components) throws Unwritable {
        AnnotationMirror mark = mark(component.element(), ADDED);
        String name = mark == null ? "" : String.valueOf(value(mark, "before"));
        ExecutableElement method = ElementFilter.methodsIn(record.getEnclosedElements()).stream()
                .filter(candidate -> candidate.getSimpleName().contentEquals(name))
                .findFirst()
                .orElse(null);
        if (method == null) {
            throw new Unwritable("no static method " + name + " says what it was before", component.element());
        }
        return type()
                + '.'
                + name
                + '('
                + method.getParameters().stream()
                        .map(parameter -> argument(parameter, components))
                        .collect(Collectors.joining(", "))
                + ')';
    }

    private static String argument(VariableElement parameter, List<Component> components) {
        for (int i = 0; i < components.size(); i++) {
            if (parameter.getSimpleName().contentEquals(components.get(i).name())) {
                return "value" + i;
            }
        }
        return "in";
    }

    /** The version in which a component was added; 1 for those that always were. */
    static int added(Element component) {
        AnnotationMirror mark = mark(component, ADDED);
        Object version = mark == null ? null : value(mark, "in");
        return version instanceof Integer number ? number : 1;
    }

    private static @Nullable Integer number(Element element, String annotation, String member, Elements elements) {
        AnnotationMirror mark = mark(element, annotation);
        if (mark == null) {
            return null;
        }
        return elements.getElementValuesWithDefaults(mark).entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> (Integer) entry.getValue().getValue())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable AnnotationMirror mark(Element element, String annotation) {
        for (AnnotationMirror mark : element.getAnnotationMirrors()) {
            if (mark.getAnnotationType().toString().equals(annotation)) {
                return mark;
            }
        }
        return null;
    }

    private static @Nullable Object value(AnnotationMirror mark, String member) {
        for (var entry : mark.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                AnnotationValue value = entry.getValue();
                return value.getValue();
            }
        }
        return null;
    }
}
