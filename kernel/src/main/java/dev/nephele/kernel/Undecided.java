package dev.nephele.kernel;

/**
 * A call of which nothing is decided yet, as its authorization rule sees it: beside all that a {@link Call} knows, the
 * state of the cloud. What a rule reads there is part of what the decision rests on, and must still be true when the
 * call first commits.
 */
public interface Undecided extends Call {
    /** The state on which the call is decided. Operations have no such view: they read through the store. */
    View view();
}
