package dev.nephele.app.cli;

import java.io.IOException;

/** What the administrator's endpoints answer, in the terms of a command. */
final class AdminAnswers {
    private AdminAnswers() {}

    /** The body of a good answer; otherwise the failure with the cloud's own words. */
    static String body(AdminClient.Answer answer) throws Failure {
        if (answer.isGood()) {
            return answer.body().strip();
        }
        throw Failure.failed(words(answer));
    }

    private static String words(AdminClient.Answer answer) {
        try {
            Json body = Json.parse(answer.body());
            for (String member : new String[] {"message", "Message", "error"}) {
                if (!body.at(member).text().isEmpty()) {
                    return body.at(member).text();
                }
            }
        } catch (IOException notJson) {
            return "the cloud answered " + answer.status();
        }
        return "the cloud answered " + answer.status();
    }
}
