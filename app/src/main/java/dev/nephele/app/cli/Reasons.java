package dev.nephele.app.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong outside the program, in a sentence that says what to do. */
final class Reasons {
    private Reasons() {}

    static String of(IOException broken) {
        return switch (broken) {
            case FileAlreadyExistsException there ->
                there.getFile() + " is there, but it is not a directory; name another place";
            case NotDirectoryException file -> file.getFile() + " is not a directory; name another place";
            case AccessDeniedException closed ->
                "this user may not read or write " + closed.getFile() + "; change its mode, or name another place";
            case NoSuchFileException absent -> "there is no " + absent.getFile();
            case FileNotFoundException absent -> "there is no " + absent.getMessage();
            case FileSystemException failed
            when failed.getReason() != null -> failed.getFile() + ": " + failed.getReason();
            case BindException taken -> bind(taken, "the port");
            case ConnectException refused ->
                "the cloud does not answer: it is just stopping, or another program has its port; see nephele status";
            case SocketTimeoutException slow -> "the cloud did not answer in time; its log may say why";
            default -> broken.getCause() instanceof IOException cause ? of(cause) : text(broken);
        };
    }

    /** Why a port cannot be had. */
    static String bind(Throwable refused, String port) {
        String text = String.valueOf(refused.getMessage());
        if (text.contains("in use")) {
            return port + " is taken by another program; name another with --port";
        }
        if (text.contains("denied")) {
            return "this user may not listen on " + port + "; name one from 1024 on with --port";
        }
        if (text.contains("assign")) {
            return "this machine does not have the address; name one of its own with --host";
        }
        return port + " cannot be had: " + text;
    }

    private static String text(IOException broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }
}
