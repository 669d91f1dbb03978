/**
 * awsJson 1.0 and 1.1: the operation in {@code X-Amz-Target}, input, output and errors as JSON documents.
 *
 * <p>{@link dev.nephele.wire.json.AwsJsonCodec} is all there is; documents are read and written by package
 * {@code document}. Source: Smithy's specification of both protocols, and awsQueryCompatible. Uses the model and the
 * wire's lower packages.
 */
@NullMarked
package dev.nephele.wire.json;

import org.jspecify.annotations.NullMarked;
