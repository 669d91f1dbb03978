/**
 * A cloud for tests: in this process, in memory, made in milliseconds, with time that the test moves and ids from a seed.
 *
 * <p>It is built as a running cloud is, from the bottom up: {@link dev.nephele.testkit.Ground} is what services stand on,
 * the test makes the services that it is about with their own constructors, and {@link dev.nephele.testkit.Cloud} puts
 * the real gateway before them. A {@link dev.nephele.testkit.Client} calls operations with their own records; a call is
 * validated, ruled, decided, recorded and answered as one from outside. Only the wire is left out: signatures, and the
 * text of requests and answers, are the business of the protocol suites and of the tests that use AWS's clients.
 * {@link dev.nephele.testkit.Directory} stands for IAM where a test is not about IAM.
 *
 * <p>This room may use every room but services, app and bench, and programs do not use it. What only one room's own tests
 * need stays in its test tree: storage's hostile engine, hostile files and failing commits reach into packages that
 * nobody else sees, and storage's tests cannot use this room, which is built on storage; nor can the gateway's, whose own
 * small cloud of fixture services has real sockets. What both share is in {@link dev.nephele.testkit.kernel}.
 */
@NullMarked
package dev.nephele.testkit;

import org.jspecify.annotations.NullMarked;
