/**
 * The checksums of S3: what each algorithm is called on the wire and how its value is computed while bytes pass by.
 *
 * <p>Start with {@link dev.nephele.kernel.checksum.ChecksumAlgorithm}. Clients choose among ten algorithms (the
 * model's {@code ChecksumAlgorithm}); the wire verifies them while a body is read, and S3 computes them for parts and
 * copies, so they are here, below both.
 *
 * <p>Values are bytes in network order, as S3 encodes them in base64. A running checksum belongs to one thread.
 */
@NullMarked
package dev.nephele.kernel.checksum;

import org.jspecify.annotations.NullMarked;
