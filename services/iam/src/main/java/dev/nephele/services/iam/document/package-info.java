/**
 * Policy documents as text: their size as IAM counts it, their form in answers, and the AWS principals that a trust
 * policy names. Grammar and meaning are the policy room's business; what comes here has passed its check.
 *
 * <p>Documents keep the form their writer gave them, so nothing here reprints JSON: {@link
 * dev.nephele.services.iam.document.Principals} replaces single strings in place. This package is pure and uses the JDK
 * only.
 */
@NullMarked
package dev.nephele.services.iam.document;

import org.jspecify.annotations.NullMarked;
