/**
 * What every service is made with: the things that AWS's services do alike, each once.
 *
 * <ul>
 *   <li>{@code outbox}: calls to other services that are part of a commit
 *   <li>{@code page}: lists in pages, with tokens that say nothing and fit only where they were given
 *   <li>{@code seal}: the key of the cloud, and what is sealed with it
 *   <li>{@code shape}: rows of the model's own shapes
 *   <li>{@code tag}: what tags a service takes, as data
 * </ul>
 *
 * <p>A thing belongs here when two services need it and it says nothing of either: how a service differs (an error, a
 * limit, a text) is an argument. The room stands between storage and services; it may use kernel, model, access and
 * storage, and no service. Start with {@link dev.nephele.servicekit.page.Pages}.
 */
@NullMarked
package dev.nephele.servicekit;

import org.jspecify.annotations.NullMarked;
