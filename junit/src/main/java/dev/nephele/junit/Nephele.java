package dev.nephele.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a cloud. Constructors, test methods and life cycle methods may have parameters of these
 * types, and fields of these types that are marked {@link FromCloud} are set before each test:
 *
 * <ul>
 *   <li>any client of AWS's SDK for Java v2, such as {@code S3Client}, {@code SqsAsyncClient} or {@code S3Presigner}, which
 *       signs as the root user of the account;
 *   <li>{@link Account}, whose users act under the policies that a test gives them;
 *   <li>{@link NepheleCloud}, with its clock and its decisions.
 * </ul>
 *
 * They are all of the scope that {@link #value} says, and are closed by it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NepheleExtension.class)
public @interface Nephele {
    /** What a test has to itself. */
    Isolation value() default Isolation.ACCOUNT_PER_CLASS;

    /** The Region of clients. */
    String region() default NepheleCloud.REGION;
}
