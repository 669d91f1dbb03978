package dev.nephele.junit;

/** What the tests of a class have to themselves. From cheap to thorough. */
public enum Isolation {
    /** An account for the class, in the cloud that all classes of the JVM share. */
    ACCOUNT_PER_CLASS,

    /**
     * An account for each test, in the cloud that all classes of the JVM share. Static methods and static fields have one of
     * their own.
     */
    ACCOUNT_PER_TEST,

    /** A cloud for the class; its clock may be moved. */
    CLOUD_PER_CLASS,

    /**
     * A copy, for each test, of the cloud that the class's {@code @BeforeAll} methods have prepared: state, clock and
     * credentials as they were then. Its clock may be moved.
     */
    FORK_PER_TEST;

    /** Whether all classes of the JVM share the cloud. */
    boolean isShared() {
        return this == ACCOUNT_PER_CLASS || this == ACCOUNT_PER_TEST;
    }
}
