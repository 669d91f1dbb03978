package dev.nephele.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checker says of histories of a few transactions. */
class SerializabilityTest {
    private final List<Recorded> all = new ArrayList<>();

    /** Steps are written {@code key=version} and {@code key:=version}, with a space between them. */
    private void did(Recorded.Kind kind, long began, long ended, String steps) {
        List<Step> done = new ArrayList<>();
        for (String step : steps.split(" ", -1)) {
            int equals = step.indexOf('=');
            String version = step.substring(equals + 1);
            done.add(
                    step.charAt(equals - 1) == ':'
                            ? new Step.Write(step.substring(0, equals - 1), version)
                            : new Step.Read(step.substring(0, equals), version));
        }
        all.add(new Recorded("t" + all.size(), kind, began, ended, done));
    }

    private void did(long began, long ended, String steps) {
        did(Recorded.Kind.TRANSACTION, began, ended, steps);
    }

    private List<String> anomalies() {
        return new History(all).anomalies(History.Views.SERIALIZABLE);
    }

    private void isOnly(String kind) {
        assertThat(anomalies()).singleElement().asString().startsWith(kind + ": ");
    }

    @Test
    void acceptsWhatHappenedOneAfterTheOther() {
        did(1, 2, "a=0: a:=0:1 b=0: b:=0:2");
        did(3, 4, "a=0:1 a:=0:1,3 a=0:1,3 a:=1: b=0:2");
        did(5, 6, "a=1: b=0:2");
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void acceptsAnyOrderOfWhatHappenedAtTheSameTime() {
        did(1, 9, "a=0: a:=0:1");
        did(2, 8, "a=0: b=0:");
        did(3, 7, "a=0:1 b=0: b:=0:2");
        assertThat(anomalies()).isEmpty();
    }

    @Test
    void findsALostUpdate() {
        did(1, 9, "a=0: a:=0:1");
        did(1, 9, "a=0: a:=0:2");
        assertThat(anomalies()).anyMatch(anomaly -> anomaly.startsWith("lost update: a=0: "));
    }

    @Test
    void findsWriteSkew() {
        did(1, 9, "a=0: b=0: a:=0:1");
        did(1, 9, "a=0: b=0: b:=0:2");
        isOnly("not serializable");
    }

    /** Each sees what the other wrote. */
    @Test
    void findsThatInformationWentRound() {
        did(1, 9, "a=0: a:=0:1 b=0:2");
        did(1, 9, "b=0: b:=0:2 a=0:1");
        isOnly("not serializable");
    }

    @Test
    void findsAHalfSeenCommit() {
        did(1, 9, "a=0: a:=0:1 b=0: b:=0:2");
        did(1, 9, "a=0:1 b=0:");
        isOnly("not serializable");
    }

    @Test
    void findsAStaleRead() {
        did(1, 2, "a=0: a:=0:1");
        did(3, 4, "a=0:");
        isOnly("stale");
    }

    /** Of two keys, so that only what comes between shows that the second is too old. */
    @Test
    void findsAStaleReadThroughOthers() {
        did(1, 2, "a=0: a:=0:1");
        did(3, 6, "a=0: b=0: b:=0:2");
        did(4, 5, "c=0: c:=0:3");
        isOnly("stale");
    }

    @Test
    void findsAReadOfWhatWasNeverCommitted() {
        did(1, 2, "a=0:7");
        isOnly("never committed");
    }

    @Test
    void findsAReadOfWhatItsWriterReplaced() {
        did(1, 9, "a=0: a:=0:1 a:=0:1,2");
        did(1, 9, "a=0:1");
        isOnly("half done");
    }

    @Test
    void findsAStateThatMoves() {
        did(1, 9, "a=0: a:=0:1");
        did(1, 9, "a=0: b=0: a=0:1");
        isOnly("not one state");
    }

    @Test
    void findsARowThatWasDeletedTwice() {
        did(1, 2, "a=0: a:=0:1");
        did(3, 4, "a=0:1 a:=0:1,2");
        did(3, 4, "a=0:1 a:=1:");
        did(5, 6, "a=0:1,2 a:=1:");
        assertThat(anomalies())
                .anyMatch(anomaly -> anomaly.startsWith("made twice: a=1: "))
                .anyMatch(anomaly -> anomaly.startsWith("lost update: a=0:1 "));
    }

    /** It sees the later of two that overlap and not the one that must come before: only a snapshot may. */
    @Test
    void knowsTheAnomalyOfReadOnlyTransactions() {
        did(1, 9, "b=0: a=0: a:=0:1");
        did(2, 3, "b=0: b:=0:2");
        did(Recorded.Kind.VIEW, 4, 5, "a=0: b=0:2");
        assertThat(new History(all).anomalies(History.Views.SNAPSHOTS)).isEmpty();
        isOnly("not serializable");
    }

    @Test
    void snapshotsAreOfOneMoment() {
        did(1, 9, "a=0: a:=0:1");
        did(1, 9, "b=0: b:=0:2");
        did(Recorded.Kind.VIEW, 1, 9, "a=0: b=0:2");
        did(Recorded.Kind.VIEW, 1, 9, "a=0:1 b=0:");
        assertThat(new History(all).anomalies(History.Views.SNAPSHOTS))
                .singleElement()
                .asString()
                .startsWith("not serializable: ");
    }
}
