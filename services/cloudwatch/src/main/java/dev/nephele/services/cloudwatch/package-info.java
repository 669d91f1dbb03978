/**
 * Amazon CloudWatch: custom metrics, put and read back in periods.
 *
 * <p>Start with {@link dev.nephele.services.cloudwatch.CloudWatch}. What is put is kept as it came, one row a datum;
 * statistics are computed when somebody asks, so that percentiles are exact. {@code Summary} is the only place that does
 * arithmetic.
 *
 * <p>Invariants: a datum is one unit's; data of different units never mix in one number; a metric is listed for two weeks
 * after its last datum.
 */
@NullMarked
package dev.nephele.services.cloudwatch;

import org.jspecify.annotations.NullMarked;
