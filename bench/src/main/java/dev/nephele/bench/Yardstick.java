package dev.nephele.bench;

/** What a machine can do by the JDK alone, each a figure a second. It tells a slower machine from a slower program. */
enum Yardstick {
    /** SHA-256 of 1 KiB, on every processor. */
    DIGESTS,
    /** One byte there and back over loopback, on sixteen connections. */
    ECHOES,
    /** 4 KiB appended to a file and synced, one after the other. */
    SYNCS
}
