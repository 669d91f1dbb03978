/**
 * AWS's own protocol cases, run against the codecs from the server's side: a case's request is routed and parsed to its
 * parameters, a case's result is written and compared with its body as a document.
 *
 * <p>The cases carry C2J models of their own, which {@code CaseModel} turns into schemas. The only place where a case may
 * be missing is the resource {@code exceptions.txt}, each with its reason; the suites assert the counts.
 */
@NullMarked
package dev.nephele.wire.conformance;

import org.jspecify.annotations.NullMarked;
