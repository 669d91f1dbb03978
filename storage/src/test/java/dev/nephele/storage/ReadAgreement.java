package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.View;
import dev.nephele.storage.table.RowCodec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Reading a row by its key and walking over it must agree: the one may be answered from memory, the other is answered by
 * the engine.
 */
public final class ReadAgreement {
    private static final byte[] FIRST = {0};
    private static final byte[] END = {-1, -1, -1};

    private ReadAgreement() {}

    /** Compares all rows that are there, as the tables of the contract decode them. */
    public static void check(View view) {
        view.scan(FIRST, END, false, (key, value) -> {
            Function<byte[], ?> decoder = decoder(key);
            assertThat((Object) view.get(key, decoder))
                    .as("row %s", HexFormat.of().formatHex(key))
                    .isEqualTo(decoder.apply(value));
            return true;
        });
    }

    /** Whether a walk finds the key, which reading it must agree with. */
    public static void checkPresence(View view, byte[] key) {
        boolean[] found = {false};
        view.scan(key, Arrays.copyOf(key, key.length + 1), false, (row, value) -> {
            found[0] = true;
            return false;
        });
        assertThat(view.get(key, decoder(key)) != null)
                .as("presence of row %s", HexFormat.of().formatHex(key))
                .isEqualTo(found[0]);
    }

    private static Function<byte[], ?> decoder(byte[] key) {
        boolean contracts = key.length >= 2 && (key[0] & 0x7f) == 0x7f;
        if (contracts && key[1] == 1) {
            return RowCodec.number()::decode;
        }
        return contracts && key[1] >= 2 && key[1] <= 4 ? RowCodec.text()::decode : row -> row;
    }
}
