package dev.nephele.app.client;

import dev.nephele.app.command.Failure;
import java.util.Locale;

/** How a shell sets and removes an environment variable. */
enum Shell {
    /** And every other POSIX shell. */
    BASH {
        @Override
        String set(String name, String value) {
            return "export " + name + '=' + quoted(value, "'\\''");
        }

        @Override
        String unset(String name) {
            return "unset " + name;
        }
    },
    FISH {
        @Override
        String set(String name, String value) {
            return "set -gx " + name + ' ' + quoted(value.replace("\\", "\\\\"), "\\'") + ';';
        }

        @Override
        String unset(String name) {
            return "set -e " + name + ';';
        }
    },
    POWERSHELL {
        @Override
        String set(String name, String value) {
            return "$Env:" + name + " = '" + value.replace("'", "''") + "'";
        }

        @Override
        String unset(String name) {
            return "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue";
        }
    };

    /** The line that gives a variable to every program that the shell runs from now on. */
    abstract String set(String name, String value);

    /** The line that takes a variable away; no failure if there is none. */
    abstract String unset(String name);

    static Shell named(String name) throws Failure {
        return switch (name) {
            case "bash", "sh", "zsh" -> BASH;
            case "fish" -> FISH;
            case "powershell", "pwsh" -> POWERSHELL;
            default ->
                throw Failure.wrongUse(
                        "--shell is bash, fish or powershell, not '" + name.toLowerCase(Locale.ROOT) + "'");
        };
    }

    private static String quoted(String value, String quote) {
        return value.matches("[A-Za-z0-9_./:@%+=,-]+") ? value : "'" + value.replace("'", quote) + "'";
    }
}
