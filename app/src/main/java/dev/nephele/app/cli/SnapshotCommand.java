package dev.nephele.app.cli;

import dev.nephele.app.command.AdminClient;
import dev.nephele.app.command.CloudFinder;
import dev.nephele.app.command.Command;
import dev.nephele.app.command.Failure;
import dev.nephele.app.command.Json;
import dev.nephele.app.command.Option;
import dev.nephele.app.command.Settings;
import dev.nephele.app.command.Terminal;
import dev.nephele.storage.directory.Snapshots;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps, brings back, lists and forgets named states of the running cloud. */
record SnapshotCommand(Verb verb) implements Command {
    /** What can be done with snapshots. */
    enum Verb {
        CREATE("Keep the cloud's present state under a name."),
        RESTORE("Bring back a kept state with its time; decisions, events and the token stay."),
        LIST("List the kept states."),
        DELETE("Forget a kept state.");

        private final String summary;

        Verb(String summary) {
            this.summary = summary;
        }
    }

    @Override
    public String name() {
        return "snapshot " + verb.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String summary() {
        return verb.summary;
    }

    @Override
    public String operands() {
        return verb == Verb.LIST ? "" : "NAME";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.PORT, Option.DATA);
    }

    @Override
    public int run(Settings settings, Terminal terminal) throws IOException, Failure {
        List<String> words = settings.operands();
        if (words.size() != (verb == Verb.LIST ? 0 : 1)) {
            throw Failure.wrongUse("use: nephele " + name() + ' ' + operands());
        }
        String name = words.isEmpty() ? "" : snapshotName(words.getFirst());
        AdminClient admin = new CloudFinder(settings).admin();
        String path = "/_nephele/snapshots";
        switch (verb) {
            case CREATE -> {
                admin.post(path, Json.object(Map.of("name", name))).good();
                terminal.out().println("created " + name);
            }
            case RESTORE -> {
                admin.post(path + '/' + name + "/restore", "{}").good();
                terminal.out().println("restored " + name);
            }
            case DELETE -> {
                admin.delete(path + '/' + name).good();
                terminal.out().println("deleted " + name);
            }
            case LIST -> {
                for (Json snapshot :
                        Json.parse(admin.get(path).good()).at("snapshots").items()) {
                    terminal.out()
                            .println(snapshot.at("name").text()
                                    + '\t'
                                    + snapshot.at("created").text());
                }
            }
        }
        return 0;
    }

    /** A snapshot's name, if it is one. */
    static String snapshotName(String word) throws Failure {
        if (!Snapshots.isName(word)) {
            throw Failure.wrongUse("a snapshot's name has 1 to 64 letters, digits, dots, dashes and underscores,"
                    + " and begins with a letter or digit");
        }
        return word;
    }
}
