package dev.nephele.wire.query;

import dev.nephele.wire.Limits;
import dev.nephele.wire.Parameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a form as the tree that the dots in their names describe. */
final class FormTree {
    private static final int INDEX_DIGITS = 9;

    private @Nullable String value;
    private @Nullable Map<String, FormTree> children;

    private FormTree() {}

    /** The tree of all parameters; null when a name is deeper than {@link Limits#DEPTH}. */
    static @Nullable FormTree of(Parameters parameters) {
        FormTree root = new FormTree();
        for (int i = 0; i < parameters.size(); i++) {
            if (!root.add(parameters.name(i), parameters.value(i))) {
                return null;
            }
        }
        return root;
    }

    private boolean add(String name, String text) {
        FormTree node = this;
        int depth = 0;
        for (int start = 0; start <= name.length(); ) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            if (++depth > Limits.DEPTH) {
                return false;
            }
            node = node.down(start == 0 && dot < 0 ? name : name.substring(start, end));
            start = end + 1;
        }
        if (node.value == null) {
            node.value = text;
        }
        return true;
    }

    private FormTree down(String name) {
        Map<String, FormTree> map = children;
        if (map == null) {
            map = new LinkedHashMap<>(8);
            children = map;
        }
        FormTree child = map.get(name);
        if (child == null) {
            child = new FormTree();
            map.put(name, child);
        }
        return child;
    }

    @Nullable
    String value() {
        return value;
    }

    boolean isLeaf() {
        return children == null;
    }

    @Nullable
    FormTree child(String name) {
        return children == null ? null : children.get(name);
    }

    /** The children with numbers for names, in the order of the numbers. */
    List<FormTree> items() {
        if (children == null) {
            return List.of();
        }
        TreeMap<Integer, FormTree> items = new TreeMap<>();
        for (Map.Entry<String, FormTree> child : children.entrySet()) {
            int index = index(child.getKey());
            if (index >= 0) {
                items.put(index, child.getValue());
            }
        }
        Collection<FormTree> values = items.values();
        return new ArrayList<>(values);
    }

    private static int index(String name) {
        if (name.isEmpty() || name.length() > INDEX_DIGITS) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = index * 10 + c - '0';
        }
        return index;
    }
}
