package dev.nephele.model.generator;

import dev.nephele.model.generator.Shape.Ref;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service as it will be generated.
 *
 * @param id such as {@code sqs}
 * @param shapes all that served operations reach, by name
 */
record Package(String id, Facts facts, Manifest manifest, Map<String, Shape> shapes, List<Op> served) {

    /** A served operation, with the classes of its input and output. */
    record Op(String name, Facts facts, String input, String output) {
        boolean hasOutput() {
            return facts.object("output").has("shape");
        }

        List<String> errors() {
            return facts.objects("errors").stream()
                    .map(error -> error.text("shape").orElseThrow())
                    .toList();
        }
    }

    static Package of(String id, Facts facts, Manifest manifest) {
        Facts operations = facts.object("operations");
        Facts all = facts.object("shapes");
        Map<String, Shape> reached = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        Map<String, Shape> unit = new LinkedHashMap<>();
        List<Op> served = new ArrayList<>();
        for (String name : manifest.operations()) {
            if (!operations.has(name)) {
                throw new IllegalStateException(id + " has no operation " + name);
            }
            Facts operation = operations.object(name);
            String input = end(operation.object("input"), name + "Request", unit, open);
            String output = end(operation.object("output"), name + "Response", unit, open);
            Op op = new Op(name, operation, Names.type(id, input), Names.type(id, output));
            open.addAll(op.errors());
            served.add(op);
        }
        while (!open.isEmpty()) {
            String name = open.pop();
            if (!reached.containsKey(name)) {
                Shape shape = new Shape(name, all.object(name));
                if (shape.facts().flag("eventstream")) {
                    throw new IllegalStateException(id + ": " + name + " is an event stream, which is not served yet");
                }
                reached.put(name, shape);
                shape.members().forEach(member -> open.add(member.target()));
            }
        }
        unit.forEach((name, shape) -> {
            if (all.has(name)) {
                throw new IllegalStateException(id + " has a shape " + name + " that is no input or output");
            }
            reached.put(name, shape);
        });
        return new Package(id, facts, manifest, reached, served);
    }

    private static String end(Facts reference, String fallback, Map<String, Shape> unit, Deque<String> open) {
        Optional<String> shape = reference.text("shape");
        shape.ifPresent(open::add);
        if (shape.isEmpty()) {
            unit.put(fallback, new Shape(fallback, new Facts(Map.of("type", "structure"))));
        }
        return shape.orElse(fallback);
    }

    /** The Java package. */
    String name() {
        return "dev.nephele.model." + id;
    }

    /** What the service's own types begin with. */
    String prefix() {
        return Names.capital(id);
    }

    Shape shape(String name) {
        Shape shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException(id + " has no shape " + name);
        }
        return shape;
    }

    List<Shape> structures() {
        return shapes.values().stream().filter(Shape::isStructure).toList();
    }

    /** The class of a structure. */
    String type(String shape) {
        return Names.type(id, shape);
    }

    /** The Java type of a member's values. */
    String javaType(Ref ref) {
        return ref.facts().flag("streaming") ? "dev.nephele.model.Body" : javaType(shape(ref.target()));
    }

    private String javaType(Shape shape) {
        return switch (shape.type()) {
            case "structure" -> name() + "." + type(shape.name());
            case "list" -> "java.util.List<" + javaType(shape.members().get(0)) + ">";
            case "map" ->
                "java.util.Map<java.lang.String, " + javaType(shape.members().get(1)) + ">";
            case "string", "character" -> "java.lang.String";
            case "boolean" -> "java.lang.Boolean";
            case "integer" -> "java.lang.Integer";
            case "long" -> "java.lang.Long";
            case "float" -> "java.lang.Float";
            case "double" -> "java.lang.Double";
            case "blob" -> "dev.nephele.model.Blob";
            case "timestamp" -> "java.time.Instant";
            case "document" -> "java.lang.Object";
            default -> throw new IllegalStateException(shape.name() + " is a " + shape.type());
        };
    }
}
