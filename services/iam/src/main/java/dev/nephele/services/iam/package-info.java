/** X. */
@NullMarked
package dev.nephele.services.iam;

import org.jspecify.annotations.NullMarked;
