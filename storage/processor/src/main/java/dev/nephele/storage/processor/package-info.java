/**
 * Writes, while a service is compiled, the codecs of the records that it keeps in tables: what {@code @Row} and {@code
 * @RowKey} of the storage's tables ask for. Uses nothing but the JDK's model of sources; is on no class path of the
 * program.
 *
 * <p>Start with {@link dev.nephele.storage.processor.RowProcessor}.
 */
@NullMarked
package dev.nephele.storage.processor;

import org.jspecify.annotations.NullMarked;
