package dev.nephele.app.data;

/** The version of the program, as its archive declares it. */
public final class Version {
    private Version() {}

    /** Such as {@code 0.1.0}; {@code development} when the classes do not come from an archive. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
