/**
 * What AWS's service models say, as values: shapes, members, constraints, operations and errors.
 *
 * <p>The generator turns the reduced models under {@code model/facts} into records that implement
 * {@link dev.nephele.model.Structure}, each with its {@link dev.nephele.model.Schema}; one
 * {@link dev.nephele.model.Operation} per served operation; and one {@link dev.nephele.model.ServiceModel} per service,
 * which also knows the operations that are not served, so that they can be routed and refused honestly.
 *
 * <p>Everything that handles requests without knowing the service (codecs, validation, routing) is written once over
 * these types. Values of members are plain Java: see {@link dev.nephele.model.Schema.Kind}. Start with
 * {@link dev.nephele.model.ServiceModel}. This room may use the kernel only.
 */
@NullMarked
package dev.nephele.model;

import org.jspecify.annotations.NullMarked;
