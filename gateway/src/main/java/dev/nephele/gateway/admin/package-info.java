/**
 * What the administrator may do under {@code /_nephele/}.
 *
 * <p>{@link dev.nephele.gateway.admin.Admin} finds the {@link dev.nephele.gateway.admin.AdminEndpoint} and asks
 * {@link dev.nephele.gateway.admin.AdminAuthority} unless the endpoint is open: the caller signs with the root credential of
 * the default account, or carries the token of the data directory.
 *
 * <p>Endpoints: health, metrics, accounts, clock, decisions, events, reset, snapshots. Their bodies are JSON in both
 * directions; refusals are JSON with a {@code message}. What an endpoint moves stands behind an interface of this package,
 * {@link dev.nephele.gateway.admin.ClockControl} or {@link dev.nephele.gateway.admin.Snapshots}, which the app implements.
 */
@NullMarked
package dev.nephele.gateway.admin;

import org.jspecify.annotations.NullMarked;
