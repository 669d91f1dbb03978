/**
 * Time and chance for tests: a clock that a test moves and ids from a seed, in place of the two things that a cloud takes
 * from outside.
 *
 * <p>A module of its own because it stands below the rooms: it may use the kernel only, so that the tests of storage and
 * gateway, on which the rest of the testkit is built, can use it too.
 */
@NullMarked
package dev.nephele.testkit.kernel;

import org.jspecify.annotations.NullMarked;
