package dev.nephele.model.generator;

/** Writes the class that holds the schemas of scalars, and in classes of their own those of lists and maps. */
final class Holder {
    private Holder() {}

    static String name(Package service) {
        return service.prefix() + "Shapes";
    }

    static void write(Package service, Sources sources) {
        StringBuilder out = new StringBuilder("/** The schemas of shapes that are no structures. */\nfinal class ");
        out.append(name(service)).append(" {\n");
        service.shapes().values().stream()
                .filter(Shape::isScalar)
                .forEach(shape -> out.append("    static final dev.nephele.model.Schema ")
                        .append(Names.constant(shape.name()))
                        .append(" = ")
                        .append(Schemas.scalar(shape))
                        .append(";\n"));
        out.append("\n    private ").append(name(service)).append("() {}\n");
        service.shapes().values().stream()
                .filter(Shape::isContainer)
                .forEach(shape -> out.append("\n    static final class ")
                        .append(Names.capital(shape.name()))
                        .append(" {\n        static final dev.nephele.model.Schema SCHEMA = ")
                        .append(Schemas.container(service, shape))
                        .append(";\n\n        private ")
                        .append(Names.capital(shape.name()))
                        .append("() {}\n    }\n"));
        sources.add(name(service), out.append("}\n").toString());
    }
}
