package dev.nephele.policy.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value. Objects keep the order of their members, numbers their text. */
public sealed interface Json {

    /** An object; its names are distinct. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string. */
    record Str(String value) implements Json {}

    /** A number as it was written. */
    record Num(String text) implements Json {}

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** The null of JSON. */
    record Null() implements Json {}
}
