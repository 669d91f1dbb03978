package dev.nephele.storage.processor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The form of each type. Records inside a row are written like it, component by component; one with a single component
 * costs nothing. Sets are written in the order of their elements.
 */
final class Forms {
    private static final String NULLABLE = "org.jspecify.annotations.Nullable";

    private static final Map<String, Form> ROW = Map.ofEntries(
            Map.entry("boolean", Form.simple("flag", "flag()", "flag")),
            Map.entry("java.lang.Boolean", Form.simple("flag", "flag()", "flag")),
            Map.entry("int", Form.simple("number", "smallNumber()", "number")),
            Map.entry("java.lang.Integer", Form.simple("number", "smallNumber()", "number")),
            Map.entry("long", Form.simple("number", "number()", "number")),
            Map.entry("java.lang.Long", Form.simple("number", "number()", "number")),
            Map.entry("double", Form.simple("real", "real()", "real")),
            Map.entry("java.lang.Double", Form.simple("real", "real()", "real")),
            Map.entry("byte[]", Form.simple("bytes", "bytes()", "bytes")),
            Map.entry("java.lang.String", Form.simple("text", "text()", "text")),
            Map.entry("java.time.Instant", Form.simple("instant", "instant()", "instant")),
            Map.entry("java.time.Duration", Form.simple("duration", "duration()", "duration")),
            Map.entry("dev.nephele.storage.table.Sealed", Form.simple("sealed", "sealed()", "sealed")),
            Map.entry("dev.nephele.model.Blob", Form.simple("blob", "blob()", "bytes")));

    /** Keys are compared as bytes, so each type in them has a form that keeps its order. */
    private static final Map<String, Form> KEY = Map.of(
            "boolean", Form.simple("flag", "flag()", "flag"),
            "int", Form.simple("smallNumber", "smallNumber()", "small"),
            "long", Form.simple("number", "number()", "number"),
            "java.lang.String", Form.simple("text", "text()", "text"),
            "java.time.Instant", Form.simple("instant", "instant()", "instant"));

    private final Types types;
    private final boolean key;

    /** The records inside whose forms are methods, by name, in the order in which they were met. */
    private final Map<String, List<Component>> inner = new LinkedHashMap<>();

    private final Deque<String> within = new ArrayDeque<>();

    /** A component with its form. */
    record Component(RecordComponentElement element, String name, Form form) {}

    /** @param key whether the forms are those of a key's elements */
    Forms(Types types, boolean key) {
        this.types = types;
        this.key = key;
    }

    /** The records inside that have methods of their own, by qualified name. */
    Map<String, List<Component>> inner() {
        return inner;
    }

    /** The components of a record, with their forms. */
    List<Component> components(TypeElement type) throws Unwritable {
        String name = type.getQualifiedName().toString();
        if (within.contains(name)) {
            throw new Unwritable(name + " holds itself, and has no form", type);
        }
        within.push(name);
        try {
            List<Component> components = new ArrayList<>();
            for (RecordComponentElement component : type.getRecordComponents()) {
                components.add(new Component(
                        component,
                        component.getSimpleName().toString(),
                        of(component.getAccessor().getReturnType(), component)));
            }
            return components;
        } finally {
            within.pop();
        }
    }

    private Form of(TypeMirror type, RecordComponentElement where) throws Unwritable {
        boolean nullable = type.getAnnotationMirrors().stream()
                .anyMatch(mark -> mark.getAnnotationType().toString().equals(NULLABLE));
        Form form = present(type, where);
        return nullable
                ? Form.converted(Form.of("optional", form), "java.util.Optional.ofNullable(%s)", "%s.orElse(null)")
                : form;
    }

    private Form present(TypeMirror type, RecordComponentElement where) throws Unwritable {
        Form known = (key ? KEY : ROW).get(name(type));
        if (known != null) {
            return known;
        }
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            if (element.getKind() == ElementKind.ENUM && !key) {
                return Form.simple("symbol", "symbol(" + element.getQualifiedName() + ".class)", "symbol");
            } else if (element.getKind() == ElementKind.RECORD) {
                return record(element);
            }
            Form collection = key ? null : collection(element, declared.getTypeArguments(), where);
            if (collection != null) {
                return collection;
            }
        }
        throw new Unwritable("a " + (key ? "key" : "row") + " has no form for " + type, where);
    }

    private @Nullable Form collection(
            TypeElement type, List<? extends TypeMirror> arguments, RecordComponentElement where) throws Unwritable {
        return switch (type.getQualifiedName().toString()) {
            case "java.util.Optional" -> Form.of("optional", of(arguments.getFirst(), where));
            case "java.util.List" -> Form.of("list", of(arguments.getFirst(), where));
            case "java.util.Set" ->
                Form.converted(
                        Form.of("list", of(arguments.getFirst(), where)),
                        "new java.util.TreeSet<>(%s)",
                        "java.util.Set.copyOf(%s)");
            case "java.util.Map" -> Form.of("map", of(arguments.get(0), where), of(arguments.get(1), where));
            default -> null;
        };
    }

    private Form record(TypeElement type) throws Unwritable {
        String name = type.getQualifiedName().toString();
        List<Component> components = components(type);
        for (Component component : components) {
            if (CodecSource.added(component.element()) > 1) {
                throw new Unwritable("only the components of a row itself can be added later", component.element());
            }
        }
        if (components.size() == 1) {
            Component only = components.getFirst();
            return Form.converted(only.form(), "%s." + only.name() + "()", "new " + name + "(%s)");
        }
        inner.putIfAbsent(name, components);
        String method = name.replace('.', '_');
        return new Form() {
            @Override
            public String write(String out, String value, int depth) {
                return "write_" + method + '(' + value + ", " + out + ')';
            }

            @Override
            public String read(String in, int depth) {
                return "read_" + method + '(' + in + ')';
            }

            @Override
            public String description() {
                return describe(components);
            }
        };
    }

    /** The forms of components, each after its name, in brackets. */
    static String describe(List<Component> components) {
        return components.stream()
                .map(component -> component.name() + ':' + component.form().description())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String name(TypeMirror type) {
        if (type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE) {
            return "byte[]";
        }
        return type.getKind().isPrimitive()
                ? type.getKind().name().toLowerCase(Locale.ROOT)
                : types.erasure(type) instanceof DeclaredType declared
                                && declared.asElement() instanceof TypeElement element
                        ? element.getQualifiedName().toString()
                        : type.toString();
    }
}
