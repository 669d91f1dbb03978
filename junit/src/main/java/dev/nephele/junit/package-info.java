/**
 * Nephele in the tests of other projects: a whole cloud in the process of the test, in memory.
 *
 * <p>{@link dev.nephele.junit.Nephele} on a class of JUnit 5 or 6 gives its tests AWS clients of a cloud, with an account
 * or a copy of the cloud of their own; {@link dev.nephele.junit.NepheleCloud} is the cloud itself, for every other way of
 * testing. {@code Clients} makes clients of AWS's SDK for Java v2 by their type alone, so that a project needs no more of
 * the SDK than it uses.
 *
 * <p>This room stands on the app and talks to a cloud as everybody does: over HTTP, and through the administrator's
 * endpoints. It may use the kernel, and of wire the signer. Start with {@code NepheleExtension}.
 */
@NullMarked
package dev.nephele.junit;

import org.jspecify.annotations.NullMarked;
