/**
 * Whether a store keeps what it promises, told from what its clients saw.
 *
 * <p>{@link dev.nephele.storage.history.Clients} runs random transactions, calls and views over few keys from several
 * threads, and notes of each what it read and wrote and when. {@link dev.nephele.storage.history.Serializability} looks
 * at these notes alone, without any knowledge of the store, for an order in which all of it could have happened one
 * after the other, and none before something that had ended when it began. It needs no search, because the values tell
 * their own order: each is a list of unique elements, and who writes one appends to what it read (the idea of Elle,
 * Kingsbury and Alvaro, VLDB 2020). So of every version it is known who wrote it, who read it, and who replaced it, and
 * there is such an order exactly if what follows from that has no cycle.
 *
 * <p>{@link dev.nephele.storage.history.FaultyStore} breaks one promise now and then; the checker has to notice.
 */
@NullMarked
package dev.nephele.storage.history;

import org.jspecify.annotations.NullMarked;
