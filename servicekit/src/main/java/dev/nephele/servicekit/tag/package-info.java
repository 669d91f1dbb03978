/**
 * What a service says of the tags that a request may set.
 *
 * <p>Start with {@link dev.nephele.servicekit.tag.TagRules}: a service's rules as data, each with its own refusal, and the
 * one check of all services. Who may set which tag is not decided here but by the rule of the operation.
 */
@NullMarked
package dev.nephele.servicekit.tag;

import org.jspecify.annotations.NullMarked;
