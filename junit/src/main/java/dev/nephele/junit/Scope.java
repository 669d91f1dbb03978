package dev.nephele.junit;

/**
 * What a class or a test has to itself: an account, or a cloud with it.
 *
 * @param cloud as tests see it
 * @param owned whether the cloud ends with the scope
 */
record Scope(NepheleCloud cloud, boolean owned, Account account) implements AutoCloseable {
    /** A new account in a cloud that others use too. */
    static Scope ofAccount(NepheleCloud cloud, String region) {
        return new Scope(cloud.shared(), false, cloud.newAccount().in(region));
    }

    /** A cloud that nobody else uses, with a new account. */
    static Scope ofCloud(NepheleCloud cloud, String region) {
        return new Scope(cloud, true, cloud.newAccount().in(region));
    }

    /** Another account in the same cloud. */
    Scope another() {
        return new Scope(cloud, false, cloud.newAccount().in(account.region()));
    }

    /** The same account in a copy of the cloud. */
    Scope fork() {
        NepheleCloud copy = cloud.fork();
        return new Scope(copy, true, account.in(copy));
    }

    /** Whether a type is one of those that tests are given. */
    static boolean gives(Class<?> type) {
        return type == NepheleCloud.class || type == Account.class || Clients.isClient(type);
    }

    /** What a test asks for by its type. */
    Object give(Class<?> type) {
        if (type == NepheleCloud.class) {
            return cloud;
        }
        return type == Account.class ? account : account.client(type);
    }

    @Override
    public void close() {
        account.close();
        if (owned) {
            cloud.close();
        }
    }
}
