package dev.nephele.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The classes inside are run by JUnit as those of a user would be. */
class NepheleExtensionTest {
    private static final String INNER = "inner";

    private static Events run(Class<?>... classes) {
        var kit = EngineTestKit.engine("junit-jupiter");
        for (Class<?> type : classes) {
            kit.selectors(selectClass(type));
        }
        return kit.execute().testEvents();
    }

    private static void allPass(int tests, Class<?>... classes) {
        run(classes).assertStatistics(counts -> counts.started(tests).succeeded(tests));
    }

    private static void isGone(URI cloud) {
        assertThatThrownBy(() -> cloud.toURL().openStream()).isInstanceOf(ConnectException.class);
    }

    private static List<String> buckets(S3Client s3) {
        return s3.listBuckets().buckets().stream().map(bucket -> bucket.name()).toList();
    }

    private static void make(S3Client s3, String name) {
        s3.createBucket(bucket -> bucket.bucket(name));
    }

    @Nephele
    @Tag(INNER)
    static class AnAccountForTheClass {
        static final Set<String> ACCOUNTS = ConcurrentHashMap.newKeySet();
        static final Set<URI> CLOUDS = ConcurrentHashMap.newKeySet();

        @FromCloud
        static Account ofClass;

        @FromCloud
        S3Client s3;

        AnAccountForTheClass(Account account) {
            ACCOUNTS.add(account.id());
        }

        @BeforeAll
        static void prepare(S3Client s3, Account account) {
            ACCOUNTS.add(account.id());
            ACCOUNTS.add(ofClass.id());
            make(s3, "prepared-" + account.id());
        }

        @BeforeEach
        void see(NepheleCloud cloud) {
            CLOUDS.add(cloud.endpoint());
            assertThat(buckets(s3)).containsExactly("prepared-" + ofClass.id());
        }

        @Test
        void first(Account account, S3Client own) {
            ACCOUNTS.add(account.id());
            assertThat(own).isSameAs(s3);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void second(int number, Account account) {
            ACCOUNTS.add(account.id());
        }

        @Nested
        class Inside {
            @FromCloud
            Account account;

            @Test
            void third() {
                ACCOUNTS.add(account.id());
                assertThat(s3).isNotNull();
            }
        }
    }

    @Nephele
    @Tag(INNER)
    static class AnotherClass {
        @Test
        void first(Account account, NepheleCloud cloud) {
            AnAccountForTheClass.ACCOUNTS.add(account.id());
            AnAccountForTheClass.CLOUDS.add(cloud.endpoint());
        }
    }

    @Test
    void givesEachClassAnAccountInOneCloud() {
        allPass(5, AnAccountForTheClass.class, AnotherClass.class);
        assertThat(AnAccountForTheClass.ACCOUNTS).hasSize(2);
        assertThat(AnAccountForTheClass.CLOUDS).hasSize(1).allSatisfy(NepheleExtensionTest::isGone);
    }

    @Nephele(value = Isolation.ACCOUNT_PER_TEST, region = "eu-west-1")
    @Tag(INNER)
    static class AnAccountForEachTest {
        static final List<String> ACCOUNTS = new CopyOnWriteArrayList<>();

        @FromCloud
        Account field;

        AnAccountForEachTest(Account account) {
            ACCOUNTS.add(account.id());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void each(int number, Account account, S3Client s3) {
            assertThat(account).isSameAs(field);
            assertThat(account.region()).isEqualTo("eu-west-1");
            assertThat(ACCOUNTS).contains(account.id());
            assertThat(buckets(s3)).isEmpty();
            make(s3, "own-" + account.id());
        }
    }

    @Test
    void givesEachTestAnAccount() {
        allPass(3, AnAccountForEachTest.class);
        assertThat(AnAccountForEachTest.ACCOUNTS).hasSize(3).doesNotHaveDuplicates();
    }

    @Nephele(Isolation.FORK_PER_TEST)
    @Tag(INNER)
    static class AForkForEachTest {
        static final Set<URI> CLOUDS = ConcurrentHashMap.newKeySet();
        static final Set<String> ACCOUNTS = ConcurrentHashMap.newKeySet();

        @FromCloud
        SqsClient sqs;

        @BeforeAll
        static void prepare(S3Client s3, SqsClient sqs, NepheleCloud cloud) {
            make(s3, "prepared");
            sqs.createQueue(queue -> queue.queueName("prepared"));
            CLOUDS.add(cloud.endpoint());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void each(int number, S3Client s3, NepheleCloud cloud, Account account) {
            assertThat(buckets(s3)).containsExactly("prepared");
            assertThat(sqs.listQueues().queueUrls()).hasSize(1);
            assertThat(sqs.listQueues().queueUrls().getFirst())
                    .startsWith(cloud.endpoint().toString());
            s3.deleteBucket(bucket -> bucket.bucket("prepared"));
            cloud.clock().advance(Duration.ofDays(1));
            CLOUDS.add(cloud.endpoint());
            ACCOUNTS.add(account.id());
        }
    }

    @Test
    void givesEachTestAForkOfWhatWasPrepared() {
        allPass(3, AForkForEachTest.class);
        assertThat(AForkForEachTest.CLOUDS).hasSize(4).allSatisfy(NepheleExtensionTest::isGone);
        assertThat(AForkForEachTest.ACCOUNTS).hasSize(1);
    }

    @Nephele(Isolation.CLOUD_PER_CLASS)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Tag(INNER)
    static class ACloudForTheClass {
        @FromCloud
        NepheleCloud cloud;

        @BeforeAll
        void move() {
            cloud.clock().advance(Duration.ofDays(1));
        }

        @Test
        void first() {
            cloud.clock().advance(Duration.ofDays(1));
        }
    }

    @Test
    void givesAClassACloud() {
        allPass(1, ACloudForTheClass.class);
    }

    @Nephele
    @Tag(INNER)
    static class AFieldOfAnotherType {
        @FromCloud
        String text;

        @Test
        void first() {}
    }

    @Nephele
    @Tag(INNER)
    static class AMoveOfASharedClock {
        @Test
        void first(NepheleCloud cloud) {
            cloud.clock().advance(Duration.ofDays(1));
        }
    }

    @Test
    void saysWhatCannotBe() {
        run(AFieldOfAnotherType.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        EventConditions.finishedWithFailure(TestExecutionResultConditions.message(
                                message -> message.contains("cannot be set from a cloud"))));
        run(AMoveOfASharedClock.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        EventConditions.finishedWithFailure(
                                TestExecutionResultConditions.message(message -> message.contains("FORK_PER_TEST"))));
    }
}
