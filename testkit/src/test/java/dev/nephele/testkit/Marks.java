package dev.nephele.testkit;

import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.Manners;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.Structure;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.Table;
import dev.nephele.storage.timer.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that keeps marks for an hour. A mark has a name of at most eight characters, and an id. */
final class Marks {
    static final Duration KEPT = Duration.ofHours(1);

    private static final Schema NAME = Schema.scalar("Name", Schema.Kind.STRING)
            .constraints(new Schema.Constraints(1.0, 8.0, null, List.of()))
            .build();
    private static final Schema TEXT = Schema.scalar("Text", Schema.Kind.STRING).build();
    private static final Schema MARK = Schema.structure("Mark", Mark::new)
            .member(Member.of("Name", () -> NAME).required())
            .member(Member.of("Id", () -> TEXT))
            .build();

    static final Operation<Mark, Mark> PUT = operation("PutMark");
    static final Operation<Mark, Mark> GET = operation("GetMark");
    static final Operation<Mark, Mark> LOSE = operation("LoseMark");
    static final Operation<Mark, Mark> RULELESS = operation("Ruleless");

    private static final RegionTable<String, String> TABLE =
            Table.regional(0x7d01, KeyCodec.text(), RowCodec.of(1, (id, out) -> out.text(id), RowReader::text));

    private final Ground ground;

    /** @param values name and id */
    record Mark(@Nullable Object[] values) implements Structure {
        static Mark of(String name) {
            return new Mark(new Object[] {name, null});
        }

        String name() {
            return String.valueOf(values[0]);
        }

        String id() {
            return String.valueOf(values[1]);
        }

        @Override
        public Schema schema() {
            return MARK;
        }

        @Override
        public @Nullable Object member(int index) {
            return values[index];
        }
    }

    Marks(Ground ground) {
        this.ground = ground;
        ground.timers().handle("mark", (transaction, timer) -> {
            String[] place = timer.id().split("/", -1);
            TABLE.in(Cloud.ACCOUNT, new Region(place[0])).delete(transaction, place[1]);
        });
    }

    private static Operation<Mark, Mark> operation(String name) {
        return new Operation<>(
                "marks",
                name,
                new Operation.Http("POST", "/", 200),
                Operation.Shapes.of(MARK, MARK, List.of()),
                new Operation.Traits(null, null, null, false, false, false));
    }

    ServiceModel.Served served() {
        ServiceModel model = new ServiceModel(
                "marks",
                new ServiceModel.Identity("Marks", "2026-01-01", "marks", "marks", "Marks", false, false),
                List.of(ServiceModel.Protocol.AWS_JSON_1_1),
                null,
                Manners.USUAL,
                List.of());
        return new ServiceModel.Served(
                model,
                List.of(
                        new Operation.Binding<>(PUT, this::put, (mark, call) -> rule("marks:PutMark", mark, call)),
                        new Operation.Binding<>(GET, this::get, (mark, call) -> rule("marks:GetMark", mark, call)),
                        new Operation.Binding<>(LOSE, Marks::lose, (mark, call) -> rule("marks:LoseMark", mark, call)),
                        new Operation.Binding<>(RULELESS, (mark, call) -> mark, (mark, call) -> List.of())));
    }

    private static List<Requirement> rule(String action, Mark mark, Undecided call) {
        return Requirement.of(action, Arn.of("marks", call.region(), call.account(), mark.name()), call.account())
                .only();
    }

    private Mark put(Mark mark, Call call) {
        Store store = ground.store();
        String id = ground.ids().uuid();
        store.update(call, transaction -> {
            TABLE.in(call).put(transaction, mark.name(), id);
            ground.timers()
                    .set(
                            transaction,
                            Timer.once(
                                    "mark",
                                    call.region() + "/" + mark.name(),
                                    call.instant().plus(KEPT)));
        });
        return new Mark(new Object[] {mark.name(), id});
    }

    private Mark get(Mark mark, Call call) {
        Optional<String> id = ground.store().read(call, view -> TABLE.in(call).find(view, mark.name()));
        return new Mark(new Object[] {
            mark.name(), id.orElseThrow(() -> ServiceException.of("NoSuchMark", 404, "There is no such mark."))
        });
    }

    private static Mark lose(Mark mark, Call call) {
        throw new IllegalStateException("a secret of " + mark.name());
    }
}
