/**
 * What follows the head of an S3 request: bodies in chunks, with trailers and checksums, and the forms that browsers
 * post.
 *
 * <p>Start with {@link dev.nephele.wire.upload.VerifiedBody}: the decoded bytes of a request whose head {@link
 * dev.nephele.wire.auth} has verified, which end only if they are what the head said. {@link
 * dev.nephele.wire.upload.Checksums} holds what the client says of the bytes and, after the end, what they gave.
 * {@link dev.nephele.wire.upload.PostForm} reads {@code multipart/form-data} up to its file,
 * {@link dev.nephele.wire.upload.PostPolicy} holds its fields against the form's policy, {@link
 * dev.nephele.wire.upload.FormRequest} makes it the PutObject that it is, and {@link dev.nephele.wire.upload.FormAnswer}
 * answers as the form asks.
 *
 * <p>Invariants: nothing here keeps more of a body than one buffer; every line, field and trailer is bounded; refusals
 * are {@link dev.nephele.model.ServiceException}s in S3's words. Uses {@code wire.auth},
 * {@code wire.xml}, the model and the kernel.
 */
@NullMarked
package dev.nephele.wire.upload;

import org.jspecify.annotations.NullMarked;
