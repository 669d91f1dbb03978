package dev.nephele.wire;

import dev.nephele.model.Manners;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import dev.nephele.model.cloudwatch.CloudwatchService;
import dev.nephele.model.ec2.Ec2Service;
import dev.nephele.model.iam.IamService;
import dev.nephele.model.s3.S3Service;
import dev.nephele.model.sqs.SqsService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Shapes, operations and services for tests. */
public final class Shapes {
    public static final Schema STRING =
            Schema.scalar("String", Schema.Kind.STRING).build();
    public static final Schema INTEGER =
            Schema.scalar("Integer", Schema.Kind.INTEGER).build();
    public static final Schema BLOB = Schema.scalar("Blob", Schema.Kind.BLOB).build();
    public static final Schema TIMESTAMP =
            Schema.scalar("Timestamp", Schema.Kind.TIMESTAMP).build();
    public static final Schema STRINGS =
            Schema.list("Strings", Member.of("member", () -> STRING)).build();
    public static final Schema METADATA = Schema.map(
                    "Metadata", Member.of("key", () -> STRING), Member.of("value", () -> STRING))
            .build();

    private Shapes() {}

    /** A structure that exists only in a test. */
    public record Value(Schema schema, @Nullable Object[] members) implements Structure {
        @Override
        public @Nullable Object member(int index) {
            return members[index];
        }

        /** The value of the member of this name. */
        public @Nullable Object get(String name) {
            Member member = schema.member(name);
            return member == null ? null : members[member.index()];
        }

        @Override
        public String toString() {
            return schema + Arrays.toString(members);
        }
    }

    public static Schema structure(String name, Member.Builder... members) {
        return structure(name, Schema.Traits.NONE, members);
    }

    public static Schema structure(String name, Schema.Traits traits, Member.Builder... members) {
        AtomicReference<Schema> self = new AtomicReference<>();
        Schema.Builder builder = Schema.structure(name, values -> new Value(self.get(), values));
        for (Member.Builder member : members) {
            builder.member(member);
        }
        Schema schema = builder.traits(traits).build();
        self.set(schema);
        return schema;
    }

    /** A value of a structure from names and values in turn. */
    public static Structure value(Schema schema, Object... pairs) {
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        for (int i = 0; i < pairs.length; i += 2) {
            Member member = schema.member((String) pairs[i]);
            if (member == null) {
                throw new IllegalArgumentException(schema + " has no " + pairs[i]);
            }
            values[member.index()] = pairs[i + 1];
        }
        return schema.create(values);
    }

    public static Operation<Structure, Structure> operation(
            String service, String name, String method, String uri, Schema input, Schema output) {
        return new Operation<>(
                service,
                name,
                new Operation.Http(method, uri, 200),
                Operation.Shapes.of(input, output, List.of()),
                Operation.Traits.NONE);
    }

    /** A service whose operations are given as {@code NAME METHOD URI}. */
    public static ServiceModel service(
            String id, String signingName, @Nullable String target, List<Protocol> protocols, String... operations) {
        List<ServiceModel.Entry> entries = Arrays.stream(operations)
                .map(text -> text.split(" "))
                .map(words -> new ServiceModel.Entry(
                        words[0],
                        new Operation.Http(
                                words.length > 1 ? words[1] : "POST", words.length > 2 ? words[2] : "/", 200),
                        true,
                        false))
                .toList();
        return new ServiceModel(
                id,
                new ServiceModel.Identity(
                        id,
                        VERSIONS.getOrDefault(id, "2012-11-05"),
                        signingName,
                        signingName,
                        target,
                        false,
                        id.equals("sqs") || id.equals("cloudwatch")),
                protocols,
                id.equals("sqs") ? "http://queue.amazonaws.com/doc/2012-11-05/" : null,
                manners(id),
                entries);
    }

    /** Those of the manifest. */
    private static Manners manners(String id) {
        return switch (id) {
            case "cloudwatch" -> CloudwatchService.MODEL.manners();
            case "ec2" -> Ec2Service.MODEL.manners();
            case "iam" -> IamService.MODEL.manners();
            case "s3" -> S3Service.MODEL.manners();
            case "sqs" -> SqsService.MODEL.manners();
            default -> Manners.USUAL;
        };
    }

    private static final Map<String, String> VERSIONS = Map.of(
            "sts",
            "2011-06-15",
            "iam",
            "2010-05-08",
            "cloudwatch",
            "2010-08-01",
            "ec2",
            "2016-11-15",
            "s3",
            "2006-03-01");

    /** A modelled error, as generated ones are. */
    public static ServiceException modelled(Structure value, String code, int status, @Nullable String text) {
        return new Modelled(value, code, status, text);
    }

    private static final class Modelled extends ServiceException {
        private final Structure value;

        Modelled(Structure value, String code, int status, @Nullable String text) {
            super(code, status, status < 500, text);
            this.value = value;
        }

        @Override
        public Optional<Structure> modelled() {
            return Optional.of(value);
        }
    }
}
