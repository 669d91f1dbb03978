package dev.nephele.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Blob;
import dev.nephele.storage.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    /** A record of every kind of field. */
    record Everything(
            String text,
            long number,
            boolean flag,
            double real,
            Instant instant,
            Duration duration,
            TimeUnit unit,
            Optional<String> some,
            Optional<Instant> none,
            Optional<Integer> count,
            List<Long> numbers,
            Map<String, String> tags,
            Blob blob) {
        void write(RowWriter out) {
            out.text(text)
                    .number(number)
                    .flag(flag)
                    .real(real)
                    .instant(instant)
                    .duration(duration)
                    .symbol(unit);
            out.optionalText(some).optionalInstant(none).optionalNumber(count);
            out.list(numbers, RowWriter::number).texts(tags).blob(blob);
        }

        static Everything read(RowReader in) {
            return new Everything(
                    in.text(),
                    in.number(),
                    in.flag(),
                    in.real(),
                    in.instant(),
                    in.duration(),
                    in.symbol(TimeUnit.class),
                    in.optionalText(),
                    in.optionalInstant(),
                    in.optionalSmallNumber(),
                    in.list(RowReader::number),
                    in.textMap(),
                    in.blob());
        }
    }

    /** Version 1 had a name only. */
    record Grown(String name, boolean fifo) {
        void write(RowWriter out) {
            out.text(name).flag(fifo);
        }

        static Grown read(RowReader in) {
            return new Grown(in.text(), in.version() >= 2 && in.flag());
        }
    }

    @Test
    void readsBackEveryKindOfField() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("z", "1");
        tags.put("a", "\u00e9");
        Everything value = new Everything(
                "x".repeat(1000),
                Long.MIN_VALUE,
                true,
                -0.25,
                Instant.parse("1969-12-31T23:59:59.999999999Z"),
                Duration.ofMillis(-1500),
                TimeUnit.DAYS,
                Optional.of(""),
                Optional.empty(),
                Optional.of(-3),
                List.of(0L, -1L, Long.MAX_VALUE),
                tags,
                Blob.copyOf(new byte[] {0, -1}));
        RowCodec<Everything> codec = RowCodec.of(3, Everything::write, Everything::read);
        Everything read = codec.decode(codec.encode(value));
        assertThat(read).isEqualTo(value);
        assertThat(read.tags().keySet()).containsExactly("z", "a");
    }

    @Test
    void readsRowsOfOlderVersions() {
        RowCodec<String> first = RowCodec.of(1, (name, out) -> out.text(name), RowReader::text);
        RowCodec<Grown> second = RowCodec.of(2, Grown::write, Grown::read);
        assertThat(second.decode(first.encode("orders"))).isEqualTo(new Grown("orders", false));
        assertThat(second.decode(second.encode(new Grown("orders", true)))).isEqualTo(new Grown("orders", true));
    }

    @Test
    void refusesRowsOfNewerVersions() {
        byte[] newer = RowCodec.of(2, Grown::write, Grown::read).encode(new Grown("orders", true));
        assertThatThrownBy(() -> RowCodec.text().decode(newer))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer program");
    }

    @Test
    void refusesADamagedLength() {
        byte[] row = RowCodec.text().encode("orders");
        row[1] = 120;
        assertThatThrownBy(() -> RowCodec.text().decode(row)).hasMessageContaining("damaged row");
    }
}
