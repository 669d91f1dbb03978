package dev.nephele.gates;

/**
 * A breach of a rule.
 *
 * @param place a path from the project's root, or a class name: what an exception in INVARIANTS.md names
 * @param text what is wrong there, and what to do instead
 */
record Violation(String place, String text) {
    @Override
    public String toString() {
        return place + ": " + text;
    }
}
