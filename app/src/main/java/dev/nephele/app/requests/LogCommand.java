package dev.nephele.app.requests;

import dev.nephele.app.command.AdminClient;
import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Shows the requests that the cloud answered, one a line. */
public final class LogCommand implements Command {
    private static final Option FOLLOW = Option.toggle("--follow", "Go on, and show each request when it is answered.")
            .withAlias("-f");
    private static final Option DENIED = Option.toggle("--denied", "Only requests that were refused.");
    private static final Option LINES = Option.value("--lines", "N", "How many of the past, 0 to 1000.", "20");
    private static final String STANDARD_LINES = "20";
    private static final long LOOK_NANOS = 300_000_000;

    @Override
    public String name() {
        return "log";
    }

    @Override
    public String summary() {
        return "Show the requests that the cloud answered, one a line: time, status, operation, caller, verdict,"
                + " duration, resource, request id.";
    }

    @Override
    public List<Option> options() {
        return List.of(FOLLOW, DENIED, LINES, Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        String lines = settings.text(LINES).orElse(STANDARD_LINES);
        if (!lines.matches("[0-9]{1,4}") || Integer.parseInt(lines) > 1000) {
            throw Failure.wrongUse("--lines is a number from 0 to 1000, not '" + lines + "'");
        }
        AdminClient admin = CloudFinder.asClients(settings).admin();
        String filter = settings.toggle(DENIED) ? "&refused=true" : "";
        String newest = newest(admin);
        if (!lines.equals("0")) {
            Json past = page(admin, "order=newest&limit=" + Integer.parseInt(lines) + filter);
            past.at("events").items().reversed().forEach(event -> terminal.out().println(RequestLine.of(event)));
        }
        if (settings.toggle(FOLLOW)) {
            follow(admin, newest, filter, terminal);
        }
        return 0;
    }

    /** The cursor from which on everything is still to come. */
    private static String newest(AdminClient admin) throws IOException, Failure {
        return page(admin, "order=newest&limit=1").at("next").text();
    }

    private static void follow(AdminClient admin, String from, String filter, Terminal terminal)
            throws IOException, Failure {
        String cursor = from;
        while (!terminal.out().checkError() && !Thread.currentThread().isInterrupted()) {
            Json page = page(admin, "limit=1000&after=" + cursor + filter);
            page.at("events").items().forEach(event -> terminal.out().println(RequestLine.of(event)));
            String next = page.at("next").text();
            if (next.equals(cursor)) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            cursor = next;
        }
    }

    private static Json page(AdminClient admin, String query) throws IOException, Failure {
        return Json.parse(admin.get("/_nephele/events?" + query).good());
    }
}
