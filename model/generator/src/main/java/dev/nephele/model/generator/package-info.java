/**
 * Turns the reduced models of AWS into Java while the project is built.
 *
 * <p>{@link dev.nephele.model.generator.Main} reads the facts of one service and its manifest, and writes a package:
 * a record for each structure that a served operation reaches, an exception for each of its errors, one interface for
 * each group of operations, and the service that joins the groups. Every operation of a group has two methods, its
 * behaviour and its authorization rule, so that neither can be forgotten.
 *
 * <p>What is written depends on the facts, the manifest and this package alone. Names of generated types and of their
 * members follow {@link dev.nephele.model.generator.Names}. Generated code names every type in full, since shapes may be
 * called {@code Object} or {@code Error}. The generator runs in a process of its own and uses a JSON parser only.
 */
@NullMarked
package dev.nephele.model.generator;

import org.jspecify.annotations.NullMarked;
