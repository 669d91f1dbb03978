package dev.nephele.policy.evaluate;

/** How much of the reasons an answer carries. */
public enum TraceDetail {
    /** The decision alone. */
    NONE,
    /** What decided, and the statements that matched or failed by a condition only. */
    SHORT,
    /** Every statement of every policy. */
    FULL
}
