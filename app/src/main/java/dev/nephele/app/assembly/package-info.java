/**
 * A cloud, put together.
 *
 * <p>{@link dev.nephele.app.assembly.Assembly} builds the rooms with constructors, each on those below it: store, clock
 * and chance, services, gateway. It is the diagram of the system in code; nothing is found by scanning and nothing is
 * injected. {@link dev.nephele.app.assembly.RunningCloud} adds what belongs to the process: the claim on the data
 * directory, the administrator's token, the entry in the user's index.
 *
 * <p>This package may use every room but {@code cli}. Randomness and the machine's time enter the system here and
 * nowhere else. What is opened here is closed here, in reverse order.
 */
@NullMarked
package dev.nephele.app.assembly;

import org.jspecify.annotations.NullMarked;
