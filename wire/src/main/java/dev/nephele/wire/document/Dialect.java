package dev.nephele.wire.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.nephele.model.Blob;
import dev.nephele.model.Member;
import dev.nephele.model.Schema.TimestampFormat;
import dev.nephele.wire.Limits;
import dev.nephele.wire.scalar.Scalars;
import dev.nephele.wire.scalar.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What differs between JSON and CBOR: the tokenizer, and how blobs and timestamps look. */
public enum Dialect {
    JSON(constrained(new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES))
            .build()) {
        @Override
        Blob readBlob(JsonParser parser) throws IOException {
            return Blob.wrap(Scalars.parseBase64(parser.getText()));
        }

        @Override
        void writeBlob(JsonGenerator generator, Blob blob) throws IOException {
            generator.writeString(Base64.getEncoder().encodeToString(blob.unsafeArray()));
        }

        @Override
        boolean isTimestamp(JsonParser parser) {
            return true;
        }

        @Override
        void writeTimestamp(JsonGenerator generator, Instant instant, Member member) throws IOException {
            TimestampFormat format = member.timestampFormat();
            if (format == null || format == TimestampFormat.UNIX) {
                generator.writeNumber(Timestamps.format(instant, TimestampFormat.UNIX));
            } else {
                generator.writeString(Timestamps.format(instant, format));
            }
        }

        @Override
        boolean isBlob(@Nullable JsonToken token) {
            return token == JsonToken.VALUE_STRING;
        }
    },

    CBOR(constrained(CBORFactory.builder()).build()) {
        /** The tag of seconds since 1970 (RFC 8949, section 3.4.2). */
        private static final int EPOCH = 1;

        @Override
        Blob readBlob(JsonParser parser) throws IOException {
            return Blob.wrap(parser.getBinaryValue());
        }

        @Override
        void writeBlob(JsonGenerator generator, Blob blob) throws IOException {
            generator.writeBinary(blob.unsafeArray());
        }

        @Override
        boolean isTimestamp(JsonParser parser) {
            return ((CBORParser) parser).getCurrentTag() == EPOCH;
        }

        @Override
        void writeTimestamp(JsonGenerator generator, Instant instant, Member member) throws IOException {
            ((CBORGenerator) generator).writeTag(EPOCH);
            if (instant.getNano() < 1_000_000) {
                generator.writeNumber(instant.getEpochSecond());
            } else {
                generator.writeNumber(instant.toEpochMilli() / 1000.0);
            }
        }

        @Override
        boolean isBlob(@Nullable JsonToken token) {
            return token == JsonToken.VALUE_EMBEDDED_OBJECT;
        }
    };

    /** Buffers kept for reuse; virtual threads have no thread-local ones worth having. */
    private static final int POOLED_BUFFERS = 64;

    private final JsonFactory factory;

    Dialect(JsonFactory factory) {
        this.factory = factory;
    }

    private static <F extends JsonFactory, B extends TSFBuilder<F, B>> B constrained(B builder) {
        return builder.recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Limits.DEPTH)
                        .maxStringLength(Limits.TEXT)
                        .build());
    }

    JsonFactory factory() {
        return factory;
    }

    abstract Blob readBlob(JsonParser parser) throws IOException;

    abstract void writeBlob(JsonGenerator generator, Blob blob) throws IOException;

    /** Whether the current number can be a timestamp. */
    abstract boolean isTimestamp(JsonParser parser);

    abstract void writeTimestamp(JsonGenerator generator, Instant instant, Member member) throws IOException;

    /** Whether a token can hold a blob. */
    abstract boolean isBlob(@Nullable JsonToken token);
}
