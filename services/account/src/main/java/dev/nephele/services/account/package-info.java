/**
 * AWS Account Management: the contact information of an account.
 *
 * <p>Start with {@link dev.nephele.services.account.AccountManagement}. The information is one row of the account; an
 * account that has never set any has none, and says so.
 *
 * <p>Invariants: an account speaks for itself only. Naming another account needs an organization that trusts the service,
 * which is not there yet, so it is refused as AWS refuses strangers.
 */
@NullMarked
package dev.nephele.services.account;

import org.jspecify.annotations.NullMarked;
