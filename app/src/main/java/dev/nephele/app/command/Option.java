package dev.nephele.app.command;

import java.util.List;
import java.util.Locale;

/**
 * An option of a command, which is also an environment variable: {@code --tls-port} is {@code NEPHELE_TLS_PORT}.
 *
 * @param name with its dashes
 * @param alias a short name with its dash; empty if it has none
 * @param label what stands for its value in the usage text; empty for a switch
 * @param many whether it takes several values
 * @param text what it does
 * @param standard the default in words; empty if there is none
 */
public record Option(String name, String alias, String label, boolean many, String text, String standard) {
    public static final Option PORT = value("--port", "N", "The port of the cloud.", "4566");
    public static final Option DATA = value(
            "--data", "DIR", "The directory of the cloud.", "$XDG_DATA_HOME/nephele, else ~/.local/share/nephele");
    public static final Option JSON = toggle("--json", "Print the answer as the cloud gives it.");

    public static Option value(String name, String label, String text, String standard) {
        return new Option(name, "", label, false, text, standard);
    }

    public static Option values(String name, String label, String text) {
        return new Option(name, "", label, true, text, "");
    }

    public static Option toggle(String name, String text) {
        return new Option(name, "", "", false, text, "");
    }

    public Option withAlias(String alias) {
        return new Option(name, alias, label, many, text, standard);
    }

    /** Every name that may be typed. */
    public List<String> names() {
        return alias.isEmpty() ? List.of(name) : List.of(alias, name);
    }

    public boolean isToggle() {
        return label.isEmpty();
    }

    /** The environment variable that stands for it. */
    public String variable() {
        return "NEPHELE_" + name.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
