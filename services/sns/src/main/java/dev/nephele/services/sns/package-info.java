/**
 * Amazon SNS: topics, what they are and who may use them. Subscriptions and messages are not served yet, and say so.
 *
 * <p>{@link dev.nephele.services.sns.Sns} joins the groups of operations. What a topic is says {@link
 * dev.nephele.services.sns.Topic}, what its attributes may be {@link dev.nephele.services.sns.TopicAttributes}, what rules
 * know of it {@link dev.nephele.services.sns.Rules}.
 *
 * <p>Invariants: policies are stored pinned, see {@link dev.nephele.access.PolicyPrincipals}; a topic that has none of its
 * owner's has the one that AWS gives to each.
 */
@NullMarked
package dev.nephele.services.sns;

import org.jspecify.annotations.NullMarked;
