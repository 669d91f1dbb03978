package dev.nephele.model.generator;

import dev.nephele.model.generator.Package.Op;

/** Writes one interface for each noun of the manifest. */
final class Groups {
    private Groups() {}

    static void write(Package service, Sources sources) {
        service.manifest().groups().forEach((noun, names) -> {
            StringBuilder out = new StringBuilder(
                    "/** The operations of " + service.id() + " about " + noun.toLowerCase(java.util.Locale.ROOT)
                            + ", each with its authorization rule unless the manifest says it. */\npublic interface ");
            out.append(noun).append(" {\n");
            service.served().stream().filter(op -> names.contains(op.name())).forEach(op -> method(service, op, out));
            sources.add(noun, out.append("}\n").toString());
        });
    }

    private static void method(Package service, Op op, StringBuilder out) {
        String name = Names.operation(op.name());
        out.append("\n    /** Answers {@code ")
                .append(op.name())
                .append("}. */\n    ")
                .append(op.output())
                .append(' ');
        out.append(name).append('(').append(op.input()).append(" request, dev.nephele.kernel.Call call);\n");
        if (service.manifest().rules().containsKey(op.name())) {
            return;
        }
        out.append("\n    /** What a caller of {@code ").append(op.name()).append("} must be allowed. */\n");
        out.append("    java.util.List<dev.nephele.kernel.Requirement> ")
                .append(name)
                .append("Rule(");
        out.append(op.input()).append(" request, dev.nephele.kernel.Undecided call);\n");
    }
}
