/**
 * The house rules as tests.
 *
 * <p>{@link dev.nephele.gates.TidyTest} reads the sources, {@link dev.nephele.gates.ArchitectureTest} the classes.
 * Every rule has a name; a violation has a place. An exception is a line in {@code INVARIANTS.md} with rule, place and
 * reason ({@link dev.nephele.gates.Gate}); one that excuses nothing fails the gate too, so that the list can only
 * shrink. A scan that finds too little fails, so that an empty scan cannot pass.
 */
@NullMarked
package dev.nephele.gates;

import org.jspecify.annotations.NullMarked;
