package dev.nephele.model.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shape of the facts. */
record Shape(String name, Facts facts) {

    /** A member of a structure, the element of a list, or the key or value of a map. */
    record Ref(String name, Facts facts, boolean required) {
        String target() {
            return facts.text("shape").orElseThrow();
        }
    }

    String type() {
        return facts.flag("document") ? "document" : facts.text("type").orElseThrow();
    }

    boolean isStructure() {
        return type().equals("structure");
    }

    boolean isError() {
        return isStructure() && facts.flag("exception");
    }

    boolean isContainer() {
        return type().equals("list") || type().equals("map");
    }

    boolean isScalar() {
        return !isStructure() && !isContainer();
    }

    /** The members of a structure, or what a list or a map consists of. */
    List<Ref> members() {
        List<Ref> refs = new ArrayList<>();
        switch (type()) {
            case "list" -> refs.add(new Ref("member", facts.object("member"), false));
            case "map" -> {
                refs.add(new Ref("key", facts.object("key"), false));
                refs.add(new Ref("value", facts.object("value"), false));
            }
            case "structure" -> {
                Set<String> required = Set.copyOf(facts.texts("required"));
                Facts members = facts.object("members");
                members.members()
                        .keySet()
                        .forEach(name -> refs.add(new Ref(name, members.object(name), required.contains(name))));
            }
            default -> {}
        }
        return refs;
    }

    /** The member that is the whole HTTP body, or null. */
    @Nullable
    String payload() {
        return facts.text("payload").orElse(null);
    }
}
