package dev.nephele.model.generator;

import dev.nephele.model.generator.Package.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the operations of a service as constants, and the service that joins its groups. */
final class Service {
    private static final String MODEL = "dev.nephele.model.";

    private Service() {}

    static void write(Package service, Sources sources) {
        sources.add(service.prefix() + "Operations", operations(service));
        sources.add(service.prefix() + "Service", service(service));
        sources.add(service.prefix() + "Model", model(service));
        sources.add("package-info", """
                /**
                 * The shapes and served operations of %s, generated from AWS's own model.
                 *
                 * <p>Implement one interface for each noun, behaviour and rule side by side, and hand them to
                 * {@link %s.%sService}.
                 */
                @org.jspecify.annotations.NullMarked
                package %s;
                """.formatted(
                service.facts().object("metadata").text("serviceFullName").orElse(service.id()),
                service.name(),
                service.prefix(),
                service.name()));
    }

    private static String operations(Package service) {
        String type = service.prefix() + "Operations";
        StringBuilder out = new StringBuilder("/** The served operations. */\npublic final class " + type + " {\n");
        for (int i = 0; i < service.served().size(); i++) {
            Op op = service.served().get(i);
            out.append("    public static final ").append(type(op)).append(' ').append(Names.constant(op.name()));
            out.append(" = new ")
                    .append(MODEL)
                    .append("Operation<>(")
                    .append(Names.quote(service.id()))
                    .append(", ");
            out.append(Names.quote(op.name()))
                    .append(", ")
                    .append(http(op.facts()))
                    .append(", new ShapesOf(");
            out.append(i).append("), ").append(traits(service, op)).append(");\n");
        }
        out.append("\n    private ").append(type).append("() {}\n\n    private record ShapesOf(int index) implements ");
        out.append(MODEL).append("Operation.Shapes {\n");
        List<Op> served = service.served();
        lookup(
                out,
                "dev.nephele.model.Schema",
                "input",
                served.stream().map(op -> op.input() + ".SCHEMA").toList());
        lookup(
                out,
                "dev.nephele.model.Schema",
                "output",
                served.stream().map(op -> op.output() + ".SCHEMA").toList());
        lookup(
                out,
                "java.util.List<dev.nephele.model.Schema>",
                "errors",
                served.stream()
                        .map(op -> op.errors().stream()
                                .map(error -> service.type(error) + ".SCHEMA")
                                .distinct()
                                .collect(Collectors.joining(", ", "java.util.List.of(", ")")))
                        .toList());
        return out.append("    }\n}\n").toString();
    }

    private static void lookup(StringBuilder out, String type, String name, List<String> values) {
        out.append("        @Override\n        public ")
                .append(type)
                .append(' ')
                .append(name)
                .append("() {\n");
        out.append("            return switch (index) {\n");
        for (int i = 0; i < values.size(); i++) {
            out.append("                case ")
                    .append(i)
                    .append(" -> ")
                    .append(values.get(i))
                    .append(";\n");
        }
        out.append("                default -> throw new java.lang.IndexOutOfBoundsException(index);\n");
        out.append("            };\n        }\n\n");
    }

    private static String type(Op op) {
        return MODEL + "Operation<" + op.input() + ", " + op.output() + ">";
    }

    private static String http(Facts operation) {
        Facts http = operation.object("http");
        return "new " + MODEL + "Operation.Http("
                + Names.quote(http.text("method").orElse("POST")) + ", "
                + Names.quote(http.text("requestUri").orElse("/")) + ", "
                + http.text("responseCode").orElse("200")
                + ")";
    }

    private static String traits(Package service, Op op) {
        Facts input = op.facts().object("input");
        String wrapper = Schemas.text(op.facts().object("output"), "resultWrapper");
        if (wrapper.equals("null") && op.hasOutput() && protocols(service).contains("AWS_QUERY")) {
            wrapper = Names.quote(op.name() + "Result");
        }
        Facts checksum = op.facts().object("httpChecksum");
        return "new " + MODEL + "Operation.Traits(" + Schemas.text(input, "locationName") + ", "
                + Schemas.namespace(input) + ", " + wrapper + ", " + unsigned(op.facts()) + ", "
                + op.facts().flag("unsignedPayload") + ", "
                + (checksum.flag("requestChecksumRequired") || op.facts().flag("httpChecksumRequired")) + ")";
    }

    private static boolean unsigned(Facts operation) {
        return operation.text("authtype").orElse("").equals("none")
                || operation.texts("auth").contains("smithy.api#noAuth");
    }

    private static List<String> protocols(Package service) {
        Facts metadata = service.facts().object("metadata");
        return metadata.texts("protocols").stream()
                .map(name -> switch (name) {
                    case "json" ->
                        metadata.text("jsonVersion").orElse("1.1").equals("1.0") ? "AWS_JSON_1_0" : "AWS_JSON_1_1";
                    case "query" -> "AWS_QUERY";
                    case "ec2" -> "EC2_QUERY";
                    case "rest-json" -> "REST_JSON";
                    case "rest-xml" -> service.manifest().manners().protocol("REST_XML");
                    case "smithy-rpc-v2-cbor" -> "RPC_V2_CBOR";
                    default -> throw new IllegalStateException("protocol " + name);
                })
                .toList();
    }

    private static String model(Package service) {
        Facts metadata = service.facts().object("metadata");
        String prefix = metadata.text("endpointPrefix").orElseThrow();
        StringBuilder out = new StringBuilder("/** What is known of the service before any request. */\nfinal class ");
        out.append(service.prefix()).append("Model {\n    static final dev.nephele.model.ServiceModel VALUE = new ");
        out.append(MODEL)
                .append("ServiceModel(")
                .append(Names.quote(service.id()))
                .append(", new ")
                .append(MODEL);
        out.append("ServiceModel.Identity(")
                .append(Schemas.text(metadata, "serviceId"))
                .append(", ");
        out.append(Schemas.text(metadata, "apiVersion")).append(", ");
        out.append(Names.quote(metadata.text("signingName").orElse(prefix)))
                .append(", ")
                .append(Names.quote(prefix));
        out.append(", ").append(Schemas.text(metadata, "targetPrefix")).append(", ");
        out.append(service.manifest().manners().global()).append(", ").append(metadata.has("awsQueryCompatible"));
        out.append("), java.util.List.of(");
        out.append(protocols(service).stream()
                .map(name -> MODEL + "ServiceModel.Protocol." + name)
                .collect(Collectors.joining(", ")));
        out.append("), ").append(Schemas.text(metadata, "xmlNamespace")).append(", ");
        out.append(service.manifest().manners().expression()).append(", java.util.List.of(");
        Facts operations = service.facts().object("operations");
        out.append(operations.members().keySet().stream()
                .map(name -> "\n            entry(" + Names.quote(name) + ", " + http(operations.object(name)) + ", "
                        + service.manifest().operations().contains(name) + ", " + unsigned(operations.object(name))
                        + ")")
                .collect(Collectors.joining(",")));
        out.append("));\n\n    private ").append(service.prefix()).append("Model() {}\n\n");
        out.append("    private static dev.nephele.model.ServiceModel.Entry entry(java.lang.String name, ");
        out.append("dev.nephele.model.Operation.Http http, boolean served, boolean unsigned) {\n");
        out.append(
                "        return new dev.nephele.model.ServiceModel.Entry(name, http, served, unsigned);\n    }\n}\n");
        return out.toString();
    }

    private static String service(Package service) {
        String type = service.prefix() + "Service";
        StringBuilder out = new StringBuilder("/** All groups of operations as one service. */\npublic final class ");
        out.append(type).append(" {\n    public static final dev.nephele.model.ServiceModel MODEL = ");
        out.append(service.prefix()).append("Model.VALUE;\n\n");
        List<String> parts = new ArrayList<>(service.manifest().groups().keySet());
        if (Rules.needResources(service)) {
            parts.addFirst(Rules.resources(service));
        }
        parts.forEach(part -> out.append("    private final ")
                .append(part)
                .append(' ')
                .append(field(part))
                .append(";\n"));
        out.append("\n    public ").append(type).append('(');
        out.append(parts.stream().map(part -> part + " " + field(part)).collect(Collectors.joining(", ")));
        out.append(") {\n");
        parts.forEach(part -> out.append("        this.")
                .append(field(part))
                .append(" = ")
                .append(field(part))
                .append(";\n"));
        out.append("    }\n\n    /** What the gateway serves. */\n");
        out.append("    public dev.nephele.model.ServiceModel.Served served() {\n");
        out.append("        return new dev.nephele.model.ServiceModel.Served(MODEL, java.util.List.of(");
        for (int i = 0; i < service.served().size(); i++) {
            out.append(i == 0 ? "" : ",")
                    .append("\n            bind(")
                    .append(service.prefix())
                    .append("Operations.");
            out.append(Names.constant(service.served().get(i).name()))
                    .append(", ")
                    .append(i)
                    .append(')');
        }
        out.append(
                "));\n    }\n\n    @SuppressWarnings(\"unchecked\")\n    private <I extends dev.nephele.model.Structure, ");
        out.append("O extends dev.nephele.model.Structure> dev.nephele.model.Operation.Binding<I, O> bind(");
        out.append("dev.nephele.model.Operation<I, O> operation, int index) {\n");
        out.append(
                "        Bound bound = new Bound(index);\n        return new dev.nephele.model.Operation.Binding<>(");
        out.append(
                "operation, (dev.nephele.model.Operation.Behaviour<I, O>) (dev.nephele.model.Operation.Behaviour<?, ?>) bound, ");
        out.append("(dev.nephele.model.Operation.Rule<I>) (dev.nephele.model.Operation.Rule<?>) bound);\n    }\n");
        bound(service, out);
        Rules.methods(service, field(Rules.resources(service)), out);
        return out.append("}\n").toString();
    }

    private static void bound(Package service, StringBuilder out) {
        String in = "dev.nephele.model.Structure input, dev.nephele.kernel.";
        String begin = " call) {\n            return switch (index) {\n";
        out.append("\n    /** One operation, found by its place. */\n    private final class Bound implements ");
        out.append("dev.nephele.model.Operation.Behaviour<dev.nephele.model.Structure, dev.nephele.model.Structure>, ");
        out.append(
                "dev.nephele.model.Operation.Rule<dev.nephele.model.Structure> {\n        private final int index;\n\n");
        out.append("        private Bound(int index) {\n            this.index = index;\n        }\n\n");
        out.append("        @Override\n        public dev.nephele.model.Structure invoke(")
                .append(in)
                .append("Call")
                .append(begin);
        dispatch(service, out, "");
        out.append("        @Override\n        public java.util.List<dev.nephele.kernel.Requirement> requirements(");
        out.append(in).append("Undecided").append(begin);
        dispatch(service, out, "Rule");
        out.append("    }\n");
    }

    private static void dispatch(Package service, StringBuilder out, String suffix) {
        for (int i = 0; i < service.served().size(); i++) {
            Op op = service.served().get(i);
            String noun = service.manifest().groups().entrySet().stream()
                    .filter(group -> group.getValue().contains(op.name()))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            out.append("                case ").append(i).append(" -> ");
            if (suffix.isEmpty() || !service.manifest().rules().containsKey(op.name())) {
                out.append(field(noun)).append('.');
            }
            out.append(Names.operation(op.name())).append(suffix).append("((").append(op.input());
            out.append(") input, call);\n");
        }
        out.append("                default -> throw new java.lang.IndexOutOfBoundsException(index);\n");
        out.append("            };\n        }\n\n");
    }

    private static String field(String noun) {
        return Names.member(noun);
    }
}
