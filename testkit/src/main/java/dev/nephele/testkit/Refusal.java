package dev.nephele.testkit;

import dev.nephele.model.ServiceException;

/**
 * What AWS answers instead.
 *
 * @param message empty where there is none
 */
public record Refusal(String code, int status, String message) {
    /**
     * The refusal of a call.
     *
     * @throws AssertionError if it is answered
     */
    public static Refusal of(Runnable call) {
        try {
            call.run();
        } catch (ServiceException refused) {
            return new Refusal(refused.code(), refused.status(), refused.text().orElse(""));
        }
        throw new AssertionError("the call is answered");
    }

    /**
     * Makes sure that a call is refused in this way.
     *
     * @throws AssertionError if it is answered, or refused in another way
     */
    public static void refuses(String code, int status, String message, Runnable call) {
        Refusal expected = new Refusal(code, status, message);
        Refusal actual = of(call);
        if (!actual.equals(expected)) {
            throw new AssertionError("expected " + expected + "\n but was " + actual);
        }
    }

    /**
     * Makes sure that a call is refused with this code, whatever it says.
     *
     * @throws AssertionError if it is answered, or refused in another way
     */
    public static void refuses(String code, int status, Runnable call) {
        refuses(code, status, of(call).message(), call);
    }
}
