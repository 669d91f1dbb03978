package dev.nephele.model.generator;

import dev.nephele.model.generator.Shape.Ref;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a record for each structure that is no error. */
final class Records {
    private static final int FEW = 3;
    private static final String NULLABLE = "@org.jspecify.annotations.Nullable ";

    private Records() {}

    static void write(Package service, Sources sources) {
        service.structures().stream()
                .filter(shape -> !shape.isError())
                .forEach(shape -> sources.add(service.type(shape.name()), text(service, shape)));
    }

    private static String text(Package service, Shape shape) {
        String type = service.type(shape.name());
        List<Ref> members = shape.members();
        String components = members.stream()
                .map(ref -> "\n        " + declaredType(service, ref) + " " + Names.member(ref.name()))
                .collect(Collectors.joining(","));
        return "/** The structure {@code " + shape.name() + "}. */\npublic record " + type + "(" + components
                + ") implements dev.nephele.model.Structure {\n"
                + "    public static final dev.nephele.model.Schema SCHEMA = "
                + Schemas.structure(service, shape, type + "::of") + ";\n\n"
                + of(service, type, members)
                + "    @Override\n    public dev.nephele.model.Schema schema() {\n        return SCHEMA;\n    }\n\n"
                + member(members)
                + (members.size() > FEW ? builder(service, type, members) : "")
                + "}\n";
    }

    /** The type of a component, with its annotation at the place that type-use annotations have. */
    static String declaredType(Package service, Ref ref) {
        String java = service.javaType(ref);
        return ref.required() ? java : nullable(java);
    }

    /** {@code a.b.C<D>} becomes {@code a.b.@Nullable C<D>}. */
    static String nullable(String java) {
        int arguments = java.indexOf('<');
        int dot = java.lastIndexOf('.', arguments < 0 ? java.length() : arguments);
        return java.substring(0, dot + 1) + NULLABLE + java.substring(dot + 1);
    }

    private static String of(Package service, String type, List<Ref> members) {
        StringBuilder out = new StringBuilder();
        if (members.stream().anyMatch(ref -> service.javaType(ref).contains("<"))) {
            out.append("    @SuppressWarnings(\"unchecked\")\n");
        }
        out.append("    private static ").append(type).append(" of(java.lang.Object[] values) {\n        return new ");
        out.append(type).append('(');
        for (int i = 0; i < members.size(); i++) {
            out.append(i == 0 ? "" : ", ")
                    .append('(')
                    .append(service.javaType(members.get(i)))
                    .append(") values[");
            out.append(i).append(']');
        }
        return out.append(");\n    }\n\n").toString();
    }

    /** The method {@code member}. */
    static String member(List<Ref> members) {
        StringBuilder out = new StringBuilder(
                "    @Override\n    public java.lang.@org.jspecify.annotations.Nullable Object member(int index) {\n");
        if (members.isEmpty()) {
            return out.append("        throw new java.lang.IndexOutOfBoundsException(index);\n    }\n")
                    .toString();
        }
        out.append("        return switch (index) {\n");
        for (int i = 0; i < members.size(); i++) {
            String name = Names.member(members.get(i).name());
            out.append("            case ")
                    .append(i)
                    .append(" -> ")
                    .append(name)
                    .append(";\n");
        }
        out.append("            default -> throw new java.lang.IndexOutOfBoundsException(index);\n");
        return out.append("        };\n    }\n").toString();
    }

    private static String builder(Package service, String type, List<Ref> members) {
        StringBuilder out = new StringBuilder();
        out.append("\n    public static Builder builder() {\n        return new Builder();\n    }\n");
        out.append("\n    /** Collects the members. */\n    public static final class Builder {\n");
        for (Ref ref : members) {
            String java = nullable(service.javaType(ref));
            out.append("        private ")
                    .append(java)
                    .append(' ')
                    .append(Names.member(ref.name()))
                    .append(";\n");
        }
        out.append("\n        private Builder() {}\n");
        for (Ref ref : members) {
            String name = Names.member(ref.name());
            out.append("\n        public Builder ").append(name).append('(').append(declaredType(service, ref));
            out.append(" value) {\n            this.").append(name).append(" = value;\n");
            out.append("            return this;\n        }\n");
        }
        String arguments = members.stream().map(ref -> Names.member(ref.name())).collect(Collectors.joining(", "));
        out.append("\n        public ")
                .append(type)
                .append(" build() {\n            return new ")
                .append(type);
        return out.append('(')
                .append(arguments)
                .append(");\n        }\n    }\n")
                .toString();
    }
}
