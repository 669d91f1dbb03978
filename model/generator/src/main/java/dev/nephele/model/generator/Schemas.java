package dev.nephele.model.generator;

import dev.nephele.model.generator.Shape.Ref;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Java expressions that build schemas and their members. */
final class Schemas {
    private static final String MODEL = "dev.nephele.model.";

    private Schemas() {}

    /** {@code Member.of(…)} with all that the facts say of the member. */
    static String member(Package service, Ref ref, @Nullable String payload) {
        Shape target = service.shape(ref.target());
        StringBuilder out = new StringBuilder(MODEL + "Member.of(" + Names.quote(ref.name()) + ", ");
        out.append(target.isScalar() ? constant(service, target) : "() -> " + constant(service, target))
                .append(')');
        Facts facts = ref.facts();
        if (ref.required()) {
            out.append(".required()");
        }
        location(ref, target, payload, out);
        facts.text("locationName").ifPresent(name -> call(out, "locationName", Names.quote(name)));
        facts.text("queryName").ifPresent(name -> call(out, "queryName", Names.quote(name)));
        for (String flag : List.of("flattened", "xmlAttribute", "streaming", "idempotencyToken", "hostLabel")) {
            if (facts.flag(flag)) {
                call(out, flag, "");
            }
        }
        if (facts.flag("jsonvalue")) {
            call(out, "jsonValue", "");
        }
        if (facts.flag("eventpayload")) {
            call(out, "eventPayload", "");
        }
        if (facts.has("xmlNamespace")) {
            call(out, "xmlNamespace", namespace(facts));
        }
        if (facts.has("timestampFormat")) {
            call(out, "timestampFormat", timestampFormat(facts));
        }
        return out.toString();
    }

    private static void location(Ref ref, Shape target, @Nullable String payload, StringBuilder out) {
        String place = ref.name().equals(payload)
                ? "PAYLOAD"
                : switch (ref.facts().text("location").orElse("")) {
                    case "" -> "";
                    case "header" -> "HEADER";
                    case "headers" -> "HEADERS";
                    case "querystring" -> target.type().equals("map") ? "QUERY_PARAMS" : "QUERY";
                    case "uri" -> "URI";
                    case "statusCode" -> "STATUS_CODE";
                    default -> throw new IllegalStateException("location of " + ref);
                };
        if (!place.isEmpty()) {
            call(out, "at", MODEL + "Member.Location." + place);
        }
    }

    private static void call(StringBuilder out, String method, String argument) {
        out.append('.').append(method).append('(').append(argument).append(')');
    }

    /** Where the schema of a shape is found. */
    static String constant(Package service, Shape shape) {
        if (shape.isStructure()) {
            return service.name() + "." + service.type(shape.name()) + ".SCHEMA";
        }
        String holder = service.name() + "." + Holder.name(service) + ".";
        return holder + (shape.isScalar() ? Names.constant(shape.name()) : Names.capital(shape.name()) + ".SCHEMA");
    }

    /** The expression of a structure's schema. */
    static String structure(Package service, Shape shape, String constructor) {
        String kind = shape.facts().flag("union") ? "union" : "structure";
        return MODEL + "Schema." + kind + "(" + Names.quote(shape.name()) + ", " + constructor + ")"
                + shape.members().stream()
                        .map(ref -> "\n            .member(" + member(service, ref, shape.payload()) + ")")
                        .collect(Collectors.joining())
                + end(shape);
    }

    /** The expression of a list's or map's schema. */
    static String container(Package service, Shape shape) {
        return MODEL + "Schema." + shape.type() + "(" + Names.quote(shape.name()) + ", "
                + shape.members().stream()
                        .map(ref -> member(service, ref, null))
                        .collect(Collectors.joining(", "))
                + ")" + end(shape);
    }

    /** The expression of a scalar's schema. */
    static String scalar(Shape shape) {
        String kind = shape.type().equals("character") ? "STRING" : shape.type().toUpperCase(Locale.ROOT);
        return MODEL + "Schema.scalar(" + Names.quote(shape.name()) + ", " + MODEL + "Schema.Kind." + kind + ")"
                + end(shape);
    }

    private static String end(Shape shape) {
        return constraints(shape.facts()) + traits(shape) + ".build()";
    }

    private static String constraints(Facts facts) {
        if (!facts.has("min") && !facts.has("max") && !facts.has("pattern") && !facts.has("enum")) {
            return "";
        }
        return ".constraints(new " + MODEL + "Schema.Constraints(" + number(facts, "min") + ", " + number(facts, "max")
                + ", " + text(facts, "pattern") + ", java.util.List.of("
                + facts.texts("enum").stream().map(Names::quote).collect(Collectors.joining(", ")) + ")))";
    }

    private static String number(Facts facts, String name) {
        return facts.text(name).map(text -> Double.parseDouble(text) + "d").orElse("null");
    }

    /** A string literal, or {@code null}. */
    static String text(Facts facts, String name) {
        return facts.text(name).map(Names::quote).orElse("null");
    }

    private static String traits(Shape shape) {
        Facts facts = shape.facts();
        boolean any = List.of(
                        "locationName",
                        "xmlNamespace",
                        "flattened",
                        "timestampFormat",
                        "sensitive",
                        "requiresLength",
                        "exception")
                .stream()
                .anyMatch(facts::has);
        if (!any) {
            return "";
        }
        return ".traits(new " + MODEL + "Schema.Traits(" + text(facts, "locationName") + ", " + namespace(facts) + ", "
                + facts.flag("flattened") + ", " + timestampFormat(facts) + ", " + facts.flag("sensitive") + ", "
                + facts.flag("requiresLength") + ", false, " + error(shape) + "))";
    }

    private static String error(Shape shape) {
        if (!shape.isError()) {
            return "null";
        }
        return "new " + MODEL + "Schema.ErrorTraits(" + Names.quote(Errors.code(shape)) + ", " + Errors.status(shape)
                + ", " + Errors.senderFault(shape) + ")";
    }

    /** A namespace, or {@code null}. */
    static String namespace(Facts facts) {
        if (!facts.has("xmlNamespace")) {
            return "null";
        }
        Facts namespace = facts.object("xmlNamespace");
        String uri = facts.text("xmlNamespace").or(() -> namespace.text("uri")).orElseThrow();
        return "new " + MODEL + "Schema.XmlNamespace(" + Names.quote(uri) + ", " + text(namespace, "prefix") + ")";
    }

    private static String timestampFormat(Facts facts) {
        return facts.text("timestampFormat")
                .map(format -> MODEL + "Schema.TimestampFormat."
                        + switch (format) {
                            case "iso8601" -> "ISO8601";
                            case "rfc822" -> "HTTP_DATE";
                            case "unixTimestamp" -> "UNIX";
                            default -> throw new IllegalStateException("timestamp format " + format);
                        })
                .orElse("null");
    }
}
