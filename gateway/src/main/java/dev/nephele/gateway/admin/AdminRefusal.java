package dev.nephele.gateway.admin;

/** An admin request that is not done, with the status and the text of its answer. */
public final class AdminRefusal extends RuntimeException {
    private final int status;
    private final String text;

    public AdminRefusal(int status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }

    static AdminRefusal badRequest(String text) {
        return new AdminRefusal(400, text);
    }

    static AdminRefusal notFound(String text) {
        return new AdminRefusal(404, text);
    }
}
