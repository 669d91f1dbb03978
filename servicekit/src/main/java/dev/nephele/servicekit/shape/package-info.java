/**
 * Values of a model's shapes as rows: documents that a service keeps as its model says them, and the input of calls that
 * it will make.
 *
 * <p>{@link dev.nephele.servicekit.shape.ShapeCodec} writes members by their names, so that rows stay readable when a model
 * gains or loses members. What is written says its own form: a member that the model no longer has is read past.
 */
@NullMarked
package dev.nephele.servicekit.shape;

import org.jspecify.annotations.NullMarked;
