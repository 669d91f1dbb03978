package dev.nephele.gateway.listener;

import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** A source that gives one chunk that was already read, and then the rest. */
final class FirstThen implements Content.Source {
    private final Content.Source rest;
    private Content.@Nullable Chunk first;

    FirstThen(Content.Chunk first, Content.Source rest) {
        this.first = first;
        this.rest = rest;
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk chunk = first;
        if (chunk == null) {
            return rest.read();
        }
        first = chunk.isLast() ? Content.Chunk.next(chunk) : null;
        return chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
        if (first != null) {
            demandCallback.run();
        } else {
            rest.demand(demandCallback);
        }
    }

    @Override
    public void fail(Throwable failure) {
        Content.Chunk chunk = first;
        first = null;
        if (chunk != null) {
            chunk.release();
        }
        rest.fail(failure);
    }
}
