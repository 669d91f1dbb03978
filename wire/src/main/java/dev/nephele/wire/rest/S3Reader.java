package dev.nephele.wire.rest;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what S3's inputs have in path, query and headers: texts in UTF-8, refusals in S3's words. */
final class S3Reader extends HttpReader {
    S3Reader(Route.Found route, WireRequest request) {
        super(route, request);
    }

    /** S3 takes an invalid number of parts to show for not sent instead of refusing it. */
    @Override
    @Nullable
    String headerText(Member member, String sent) {
        return member.wireName().equals("x-amz-max-parts") && !sent.strip().matches("[0-9]{1,9}")
                ? null
                : HeaderText.utf8(sent);
    }

    @Override
    void add(Map<String, Object> map, String key, String value) {
        map.merge(key.toLowerCase(Locale.ROOT), HeaderText.decode(value), (a, b) -> a + "," + b);
    }

    @Override
    ServiceException undecodable() {
        return ServiceException.of("InvalidURI", 400, "Couldn't parse the specified URI.");
    }

    @Override
    ServiceException refused(String text, Member member) {
        Schema.Kind kind = member.target().kind();
        String what = kind == Schema.Kind.INTEGER || kind == Schema.Kind.LONG
                ? "Provided " + member.wireName() + " not an integer or within integer range"
                : "Invalid Argument";
        return ServiceException.of("InvalidArgument", 400, what)
                .with("ArgumentName", member.wireName())
                .with("ArgumentValue", text);
    }
}
