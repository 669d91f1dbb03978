/**
 * The part of Amazon EC2 that other services and many scripts lean on: Regions, Availability Zones, key pairs.
 *
 * <p>Start with {@link dev.nephele.services.ec2.Ec2}. Regions and zones are facts in a resource; a key pair is one row
 * that keeps the public half only, since the private half is told once and never kept.
 *
 * <p>Invariants: a dry run is decided like the real call and then answers {@code DryRunOperation}; a filter that is not
 * known is refused, never ignored.
 */
@NullMarked
package dev.nephele.services.ec2;

import org.jspecify.annotations.NullMarked;
