/**
 * awsQuery and ec2Query: operation and input as form parameters, answers as XML.
 *
 * <p>{@link dev.nephele.wire.query.QueryCodec} and {@link dev.nephele.wire.query.Ec2Codec} read parameters with a {@link
 * dev.nephele.wire.query.FormReader} over a {@link dev.nephele.wire.query.FormTree}. List indexes only order the items,
 * gaps do no harm. Source: Smithy's specifications of both protocols. Uses the model and the wire's lower packages.
 */
@NullMarked
package dev.nephele.wire.query;

import org.jspecify.annotations.NullMarked;
