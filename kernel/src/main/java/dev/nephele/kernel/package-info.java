/**
 * The nouns that every room shares, and nothing else.
 *
 * <p>Here are the identifiers ({@link dev.nephele.kernel.AccountId}, {@link dev.nephele.kernel.Region},
 * {@link dev.nephele.kernel.Arn}), who calls ({@link dev.nephele.kernel.Principal}), the one call being answered
 * ({@link dev.nephele.kernel.Call}), what a call asks to be allowed ({@link dev.nephele.kernel.Requirement}), time
 * ({@link dev.nephele.kernel.Clock}), chance ({@link dev.nephele.kernel.Ids}), the consistent view of the state that a
 * rule and its decision share ({@link dev.nephele.kernel.View}) and the way one service calls another
 * ({@link dev.nephele.kernel.ServiceCalls}).
 *
 * <p>The kernel uses the JDK only. Everything in it is an immutable value or a small interface; it holds no state.
 * Start with {@link dev.nephele.kernel.Call}.
 */
@NullMarked
package dev.nephele.kernel;

import org.jspecify.annotations.NullMarked;
