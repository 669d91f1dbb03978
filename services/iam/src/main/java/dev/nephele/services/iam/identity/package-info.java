/**
 * What IAM tells the rooms below it: whom an access key belongs to, which policies bind a principal, which roles can be
 * assumed, which accounts exist.
 *
 * <p>{@link dev.nephele.services.iam.identity.Identity} holds the implementations of the interfaces in
 * {@code dev.nephele.access}; Assembly hands them to the gateway and to STS. All of them are asked on every request, so
 * each answer costs a handful of point reads whatever the size of the account, and policies travel as the very strings
 * of their rows, so that compiled policies are found again.
 *
 * <p>This package reads {@code dev.nephele.services.iam.state}; only accounts and last uses are written here.
 */
@NullMarked
package dev.nephele.services.iam.identity;

import org.jspecify.annotations.NullMarked;
