package dev.nephele.storage.processor;

import javax.lang.model.element.Element;

/** Why a record has no codec: the error of the compiler at its place. */
final class Unwritable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Element where;

    Unwritable(String message, Element where) {
        super(message);
        this.where = where;
    }

    Element where() {
        return where;
    }
}
