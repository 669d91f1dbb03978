package dev.nephele.model.generator;

import dev.nephele.model.generator.Shape.Ref;
import java.util.List;
import java.util.Locale;

/** Writes an exception for each error shape. */
final class Errors {
    private static final int SERVER_ERROR = 500;

    private Errors() {}

    static String code(Shape shape) {
        return shape.facts().object("error").text("code").orElse(shape.name());
    }

    static int status(Shape shape) {
        return shape.facts()
                .object("error")
                .text("httpStatusCode")
                .map(Integer::parseInt)
                .orElse(shape.facts().flag("fault") ? SERVER_ERROR : 400);
    }

    static boolean senderFault(Shape shape) {
        return !shape.facts().flag("fault") && status(shape) < SERVER_ERROR;
    }

    static void write(Package service, Sources sources) {
        service.structures().stream()
                .filter(Shape::isError)
                .forEach(shape -> sources.add(service.type(shape.name()), text(service, shape)));
    }

    private static boolean isMessage(Ref ref) {
        return ref.name().toLowerCase(Locale.ROOT).equals("message");
    }

    private static String text(Package service, Shape shape) {
        String type = service.type(shape.name());
        List<Ref> members = shape.members();
        List<Ref> extra = members.stream().filter(ref -> !isMessage(ref)).toList();
        StringBuilder out = new StringBuilder("/** The error {@code " + code(shape) + "}, HTTP " + status(shape));
        out.append(". */\n@SuppressWarnings(\"serial\")\npublic final class ").append(type);
        out.append(" extends dev.nephele.model.ServiceException implements dev.nephele.model.Structure {\n");
        out.append("    public static final dev.nephele.model.Schema SCHEMA = ");
        out.append(Schemas.structure(service, shape, type + "::of")).append(";\n\n");
        extra.forEach(ref -> out.append("    private final ")
                .append(Records.nullable(service.javaType(ref)))
                .append(' ')
                .append(Names.member(ref.name()))
                .append(";\n"));
        out.append("\n    /** With the text for the client. */\n    public ").append(type);
        out.append("(java.lang.@org.jspecify.annotations.Nullable String message");
        extra.forEach(ref -> out.append(", ")
                .append(Records.nullable(service.javaType(ref)))
                .append(' ')
                .append(Names.member(ref.name())));
        out.append(") {\n        super(")
                .append(Names.quote(code(shape)))
                .append(", ")
                .append(status(shape));
        out.append(", ").append(senderFault(shape)).append(", message);\n");
        extra.forEach(ref -> {
            String name = Names.member(ref.name());
            out.append("        this.").append(name).append(" = ").append(name).append(";\n");
        });
        out.append("    }\n\n").append(of(service, type, members));
        extra.forEach(ref -> out.append("    public ")
                .append(Records.nullable(service.javaType(ref)))
                .append(' ')
                .append(Names.member(ref.name()))
                .append("() {\n        return ")
                .append(Names.member(ref.name()))
                .append(";\n    }\n\n"));
        out.append("    @Override\n    public dev.nephele.model.Schema schema() {\n        return SCHEMA;\n    }\n\n");
        out.append("    @Override\n    public java.util.Optional<dev.nephele.model.Structure> modelled() {\n");
        out.append("        return java.util.Optional.of(this);\n    }\n\n");
        return out.append(member(members)).append("}\n").toString();
    }

    private static String of(Package service, String type, List<Ref> members) {
        StringBuilder out = new StringBuilder();
        if (members.stream().anyMatch(ref -> service.javaType(ref).contains("<"))) {
            out.append("    @SuppressWarnings(\"unchecked\")\n");
        }
        out.append("    private static ").append(type).append(" of(java.lang.Object[] values) {\n        return new ");
        out.append(type).append('(');
        String message = "null";
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < members.size(); i++) {
            String value = "(" + service.javaType(members.get(i)) + ") values[" + i + "]";
            if (isMessage(members.get(i))) {
                message = value;
            } else {
                rest.append(", ").append(value);
            }
        }
        return out.append(message).append(rest).append(");\n    }\n\n").toString();
    }

    private static String member(List<Ref> members) {
        String plain = Records.member(members);
        for (Ref ref : members) {
            if (isMessage(ref)) {
                plain = plain.replace("-> " + Names.member(ref.name()) + ";", "-> text().orElse(null);");
            }
        }
        return plain;
    }
}
