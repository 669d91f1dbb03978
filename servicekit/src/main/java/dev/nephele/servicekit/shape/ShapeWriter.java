package dev.nephele.servicekit.shape;

import dev.nephele.model.Blob;
import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Structure;
import dev.nephele.servicekit.shape.ShapeCodec.Form;
import dev.nephele.storage.table.RowWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values each in the form of its Java type. */
final class ShapeWriter {
    private final RowWriter out;

    ShapeWriter(RowWriter out) {
        this.out = out;
    }

    void structure(Structure structure) {
        List<Member> set = structure.schema().members().stream()
                .filter(member -> structure.member(member.index()) != null)
                .toList();
        out.number(set.size());
        for (Member member : set) {
            out.text(member.name());
            value(structure.member(member.index()));
        }
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> form(Form.NULL);
            case Structure structure -> {
                form(Form.STRUCTURE);
                structure(structure);
            }
            case List<?> list -> {
                form(Form.LIST).number(list.size());
                list.forEach(this::value);
            }
            case Map<?, ?> map -> {
                form(Form.MAP).number(map.size());
                map.forEach((key, each) -> {
                    out.text((String) key);
                    value(each);
                });
            }
            case String text -> form(Form.TEXT).text(text);
            case Boolean flag -> form(Form.FLAG).flag(flag);
            case Integer number -> form(Form.NUMBER).number(number);
            case Long number -> form(Form.NUMBER).number(number);
            case Float number -> form(Form.REAL).real(number);
            case Double number -> form(Form.REAL).real(number);
            case Blob blob -> form(Form.BYTES).blob(blob);
            case Body body -> form(Form.BYTES).bytes(inMemory(body));
            case Instant instant -> form(Form.INSTANT).instant(instant);
            case BigInteger number -> form(Form.BIG_NUMBER).text(number.toString());
            case BigDecimal number -> form(Form.DECIMAL).text(number.toString());
            default -> throw new IllegalArgumentException(value.getClass().getName() + " is no value of a shape");
        }
    }

    private static byte[] inMemory(Body body) {
        byte[] bytes = body.inMemory();
        if (bytes == null) {
            throw new IllegalArgumentException("a payload that is not in memory belongs into a blob, not into a row");
        }
        return bytes;
    }

    private RowWriter form(Form form) {
        return out.number(form.number);
    }
}
