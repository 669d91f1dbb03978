package dev.nephele.storage.history;

/** One thing that a client did with a key. */
sealed interface Step {
    String key();

    /** The version that was seen or made, which is the text of the whole value. */
    String version();

    /** The client saw this version. */
    record Read(String key, String version) implements Step {
        @Override
        public String toString() {
            return key + "=" + version;
        }
    }

    /** The client replaced the version that it had read or written before by this one. */
    record Write(String key, String version) implements Step {
        @Override
        public String toString() {
            return key + ":=" + version;
        }
    }
}
