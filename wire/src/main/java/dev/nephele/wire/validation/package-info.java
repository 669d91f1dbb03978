/**
 * The model's constraints (required, length, range, pattern, enum) held against a parsed input, answered with AWS's own
 * text.
 *
 * <p>Start with {@link dev.nephele.wire.validation.Validation}. Which services answer otherwise, and why, is the table in
 * {@link dev.nephele.wire.validation.Style}. What a schema demands is worked out once and kept; schemas are as many as
 * the models have. Patterns are compiled when first needed and matched within a budget of steps, so that no input can
 * keep one busy. Uses the model only.
 */
@NullMarked
package dev.nephele.wire.validation;

import org.jspecify.annotations.NullMarked;
