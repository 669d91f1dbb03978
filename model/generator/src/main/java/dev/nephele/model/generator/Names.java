package dev.nephele.model.generator;

import java.util.Locale;
import java.util.Set;

/** The Java names of shapes, members and operations. */
final class Names {
    /** What a member may not be called: words of Java, and methods that every record or structure has. */
    private static final Set<String> TAKEN = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "_",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "schema",
            "builder",
            "toBuilder");

    /** Shapes whose plain name would hide a type that all code uses. */
    private static final Set<String> HIDING = Set.of("Object", "Error", "Record", "Override", "String", "Integer");

    private Names() {}

    /** The class of a structure. */
    static String type(String service, String shape) {
        String name = Character.toUpperCase(shape.charAt(0)) + shape.substring(1);
        return HIDING.contains(name) ? capital(service) + name : name;
    }

    /** The component of a member: {@code QueueUrl} is {@code queueUrl}, {@code MD5OfBody} is {@code md5OfBody}. */
    static String member(String name) {
        int run = 0;
        while (run < name.length() && !Character.isLowerCase(name.charAt(run)) && name.charAt(run) != '-') {
            run++;
        }
        if (run > 1 && run < name.length()) {
            run--;
        }
        String camel = name.substring(0, run).toLowerCase(Locale.ROOT) + name.substring(run);
        String plain = camel.replace("-", "_").replace(".", "_");
        return TAKEN.contains(plain) ? plain + '_' : plain;
    }

    /** The method of an operation. */
    static String operation(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** {@code SendMessage} is {@code SEND_MESSAGE}. */
    static String constant(String name) {
        String split = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2");
        return split.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A Java string literal. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
