/**
 * AWS Identity and Access Management: users, groups, roles, policies, access keys and instance profiles.
 *
 * <p>Each noun has its rows, and an index row where it must be found by unique id or by key. The service answers the
 * questions of the access room: which secret belongs to a key, which policies bind a principal, which roles can be
 * assumed. Names are unique without regard to case and keep the case they were made with.
 *
 * <p>Everything is read from the view or the transaction that is passed in; nothing is kept in memory but what the store
 * caches. Quotas are data, and what would exceed one is refused with AWS's text.
 */
@NullMarked
package dev.nephele.services.iam;

import org.jspecify.annotations.NullMarked;
