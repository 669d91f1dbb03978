package dev.nephele.model.generator;

import dev.nephele.model.generator.Package.Op;
import dev.nephele.model.generator.Shape.Ref;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the rules that the manifest says, as methods of the service, and the interface of what they act on.
 *
 * <p>Tags in an input are what the request would tag with, keys of tags what it would untag: AWS gives both to every
 * action that takes them, so they need not be said.
 */
final class Rules {
    private static final String REQUIREMENT = "dev.nephele.kernel.Requirement";
    private static final String UNDECIDED = "dev.nephele.kernel.Undecided call";

    private Rules() {}

    static String resources(Package service) {
        return service.prefix() + "Resources";
    }

    static boolean needResources(Package service) {
        return !service.manifest().resources().isEmpty();
    }

    static void write(Package service, Sources sources) {
        Manifest manifest = service.manifest();
        if (!needResources(service)) {
            return;
        }
        StringBuilder out = new StringBuilder("/** What is known of the resources on which the rules of the manifest"
                + " ask for an action, which may not exist. */\npublic interface " + resources(service) + " {\n");
        manifest.resources().forEach((kind, members) -> {
            List<Op> using = using(service, kind);
            if (using.isEmpty()) {
                throw new IllegalStateException(service.id() + ": no rule is on @" + kind);
            }
            out.append("\n    /** An action on the ").append(kind);
            out.append(members.isEmpty() ? "" : " that a request names by its " + String.join(" and ", members));
            out.append(". */\n    ")
                    .append(REQUIREMENT)
                    .append(".Builder ")
                    .append(kind)
                    .append("(java.lang.String action, ");
            for (String member : members) {
                boolean always = using.stream()
                        .allMatch(op -> member(service, op, member).required());
                out.append("java.lang.").append(always ? "" : "@org.jspecify.annotations.Nullable ");
                out.append("String ").append(Names.member(member)).append(", ");
            }
            out.append(UNDECIDED).append(");\n");
        });
        sources.add(resources(service), out.append("}\n").toString());
    }

    private static List<Op> using(Package service, String kind) {
        return service.served().stream()
                .filter(op -> {
                    Manifest.Rule rule = service.manifest().rules().get(op.name());
                    return rule != null && rule.resource().equals(kind);
                })
                .toList();
    }

    /** A member of an operation's input, which must be text. */
    private static Ref member(Package service, Op op, String name) {
        return members(service, op).stream()
                .filter(ref -> ref.name().equals(name))
                .filter(ref -> service.javaType(ref).equals("java.lang.String"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        service.id() + ": the input of " + op.name() + " has no text " + name));
    }

    private static List<Ref> members(Package service, Op op) {
        return service.structures().stream()
                .filter(shape -> service.type(shape.name()).equals(op.input()))
                .findFirst()
                .orElseThrow()
                .members();
    }

    /** The methods that {@link Service} calls in place of those of a noun. */
    static void methods(Package service, String field, StringBuilder out) {
        Map<String, Shape> tagShapes = new TreeMap<>();
        for (Op op : service.served()) {
            Manifest.Rule rule = service.manifest().rules().get(op.name());
            if (rule != null) {
                method(service, op, rule, field, tagShapes, out);
            }
        }
        tagShapes.values().forEach(shape -> tags(service, shape, out));
    }

    private static void method(
            Package service, Op op, Manifest.Rule rule, String field, Map<String, Shape> tagShapes, StringBuilder out) {
        String action = rule.action().contains(":") ? rule.action() : service.id() + ':' + rule.action();
        out.append("\n    private java.util.List<").append(REQUIREMENT).append("> ");
        out.append(Names.operation(op.name()))
                .append("Rule(")
                .append(op.input())
                .append(" request, ");
        out.append(UNDECIDED).append(") {\n        return ");
        if (rule.resource().isEmpty()) {
            out.append(REQUIREMENT).append(".of(").append(Names.quote(action)).append(", call.account())");
        } else {
            out.append(field)
                    .append('.')
                    .append(rule.resource())
                    .append('(')
                    .append(Names.quote(action))
                    .append(", ");
            for (String member : service.manifest().resources().getOrDefault(rule.resource(), List.of())) {
                member(service, op, member);
                out.append("request.").append(Names.member(member)).append("(), ");
            }
            out.append("call)");
        }
        rule.keys().forEach((key, name) -> {
            Ref ref = member(service, op, name);
            String value = "request." + Names.member(name) + "()";
            out.append(".with(").append(Names.quote(key)).append(", ");
            out.append(ref.required() ? value : "java.util.Optional.ofNullable(" + value + ")")
                    .append(')');
        });
        for (Ref ref : members(service, op)) {
            taggings(service, op, ref, tagShapes, out);
        }
        out.append(".only();\n    }\n");
    }

    private static void taggings(Package service, Op op, Ref ref, Map<String, Shape> tagShapes, StringBuilder out) {
        String value = "request." + Names.member(ref.name()) + "()";
        Shape shape = service.shape(ref.target());
        switch (ref.name().toLowerCase(Locale.ROOT)) {
            case "tagkeys" ->
                out.append(".with(\"aws:TagKeys\", ")
                        .append(orEmpty(ref, value, "List"))
                        .append(')');
            case "tags" -> {
                if (shape.type().equals("map")) {
                    out.append(".requestTags(")
                            .append(orEmpty(ref, value, "Map"))
                            .append(')');
                } else {
                    Shape tag = service.shape(shape.members().getFirst().target());
                    tagShapes.put(tag.name(), tag);
                    out.append(".requestTags(tags(")
                            .append(orEmpty(ref, value, "List"))
                            .append("))");
                }
            }
            default -> {}
        }
    }

    private static String orEmpty(Ref ref, String value, String type) {
        return ref.required() ? value : "(" + value + " == null ? java.util." + type + ".of() : " + value + ")";
    }

    private static void tags(Package service, Shape tag, StringBuilder out) {
        String type = service.type(tag.name());
        String map = "java.util.Map<java.lang.String, java.lang.String>";
        Ref value = part(service, tag, "value");
        out.append("\n    private static ")
                .append(map)
                .append(" tags(java.util.List<")
                .append(type)
                .append("> tags) {\n");
        out.append("        ")
                .append(map)
                .append(" map = new java.util.TreeMap<>();\n        for (")
                .append(type);
        out.append(" tag : tags) {\n            java.lang.String value = tag.").append(Names.member(value.name()));
        out.append("();\n            map.put(tag.")
                .append(Names.member(part(service, tag, "key").name()));
        out.append("(), value == null ? \"\" : value);\n        }\n        return map;\n    }\n");
    }

    private static Ref part(Package service, Shape tag, String what) {
        Set<String> names = Set.of(what, "tag" + what);
        return tag.members().stream()
                .filter(ref -> names.contains(ref.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(service.id() + ": " + tag.name() + " has no " + what
                        + "; a rule with such tags is written by hand"));
    }
}
