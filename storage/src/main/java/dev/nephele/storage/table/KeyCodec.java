package dev.nephele.storage.table;

import dev.nephele.kernel.Arn;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How a table's own part of a key is written and read. */
public interface KeyCodec<K> {
    void write(KeyWriter out, K key);

    K read(KeyReader in);

    /** A key of several elements. */
    static <K> KeyCodec<K> of(BiConsumer<KeyWriter, K> write, Function<KeyReader, K> read) {
        return new KeyCodec<>() {
            @Override
            public void write(KeyWriter out, K key) {
                write.accept(out, key);
            }

            @Override
            public K read(KeyReader in) {
                return read.apply(in);
            }
        };
    }

    /** A key that is text. */
    static <K> KeyCodec<K> text(Function<K, String> write, Function<String, K> read) {
        return of((out, key) -> out.text(write.apply(key)), in -> read.apply(in.text()));
    }

    /** A key that is text as it stands. */
    static KeyCodec<String> text() {
        return of(KeyWriter::text, KeyReader::text);
    }

    /** A key that is a number. */
    static KeyCodec<Long> number() {
        return of(KeyWriter::number, KeyReader::number);
    }

    /** A key that is a point in time. */
    static KeyCodec<Instant> instant() {
        return of(KeyWriter::instant, KeyReader::instant);
    }

    /** A key that is an ARN. */
    static KeyCodec<Arn> arn() {
        return text(Arn::toString, text -> Arn.parse(text).orElseThrow());
    }

    /** The key of a table that has one row in its scope. */
    static KeyCodec<Single> single() {
        return of((out, key) -> {}, in -> Single.ROW);
    }

    /** The only key of a table that has one row in its scope, such as the settings of an account. */
    enum Single {
        ROW
    }
}
