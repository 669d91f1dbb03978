package dev.nephele.storage.commit;

import dev.nephele.storage.engine.Engine;

/**
 * How a store whose disk refused a write goes on. What the engine holds in memory is not to be believed then, nor what
 * the operating system says of a later sync (it reports a failure once): only what is read back and written anew.
 */
public interface Recovery {
    /**
     * Opens a durable copy of what is on disk, in place of an engine that goes on being read.
     *
     * @throws dev.nephele.storage.StoreException if that is not possible yet; nothing has changed then
     */
    Engine reopen(Engine broken);

    /** Closes an engine that was replaced, when nobody reads from it any more. */
    void abandon(Engine broken);
}
