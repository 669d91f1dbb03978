package dev.nephele.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.policy.evaluate.PolicyEvaluation;
import dev.nephele.policy.evaluate.TraceDetail;
import dev.nephele.policy.naive.NaiveEvaluator;
import dev.nephele.policy.naive.Question;
import dev.nephele.policy.naive.RandomQuestions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The compiled evaluator and the naive one agree on random questions. Each is asked as a line of JSON, so that the lines'
 * reader is tested too. {@code -Dnephele.policy.cases=10000000} asks that many.
 */
class AgreementTest {
    private static final int CASES = Integer.getInteger("nephele.policy.cases", 200_000);
    private static final int CHUNK = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void compiledAndNaiveEvaluatorAgree(long seed) throws IOException, InterruptedException {
        RandomQuestions questions = new RandomQuestions(seed);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (int done = 0; done < CASES / 2; done += CHUNK) {
            List<Question> chunk = new ArrayList<>();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < CHUNK; i++) {
                Question question = questions.next();
                chunk.add(question);
                lines.append(question.line(i));
            }
            List<String> answers = answers(lines.toString(), TraceDetail.NONE);
            assertThat(answers).hasSize(CHUNK);
            for (int i = 0; i < CHUNK; i++) {
                String naive = NaiveEvaluator.decide(chunk.get(i));
                verdicts.merge(naive, 1, Integer::sum);
                if (!answers.get(i).equals("{\"id\":" + i + ",\"decision\":\"" + naive + "\"}")) {
                    throw new AssertionError("naively " + naive + ", but " + answers.get(i) + " for\n"
                            + chunk.get(i).line(i));
                }
            }
        }
        // The questions are worth asking: each verdict is frequent.
        assertThat(verdicts).hasSize(3);
        assertThat(verdicts.values()).allSatisfy(count -> assertThat(count).isGreaterThan(CASES / 50));
    }

    @Test
    void traceTellsTheSameAsTheVerdict() throws IOException, InterruptedException {
        RandomQuestions questions = new RandomQuestions(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            lines.append(questions.next().line(i));
        }
        for (String answer : answers(lines.toString(), TraceDetail.FULL)) {
            assertThat(answer).contains("\"trace\":{\"reason\":{\"policyType\":");
            if (answer.contains("\"policyType\":\"sessionLimit\"")
                    || answer.contains("\"policyType\":\"alwaysAllowed\"")) {
                continue;
            }
            if (answer.contains("\"decision\":\"ExplicitlyDenied\"")) {
                assertThat(answer).contains("\"outcome\":\"denies\"");
            } else {
                assertThat(answer).doesNotContain("\"outcome\":\"denies\"", "\"error\"");
            }
        }
    }

    static List<String> answers(String lines, TraceDetail detail) throws IOException, InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new PolicyEvaluation(detail).run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), output);
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
