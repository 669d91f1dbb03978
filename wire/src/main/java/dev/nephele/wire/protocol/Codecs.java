package dev.nephele.wire.protocol;

import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.Codec;
import dev.nephele.wire.cbor.CborCodec;
import dev.nephele.wire.json.AwsJsonCodec;
import dev.nephele.wire.query.Ec2Codec;
import dev.nephele.wire.query.QueryCodec;
import dev.nephele.wire.rest.RestJsonCodec;
import dev.nephele.wire.rest.RestXmlCodec;
import dev.nephele.wire.rest.S3Codec;

/** The codec of each protocol. */
public final class Codecs {
    private static final Codec AWS_JSON = new AwsJsonCodec();
    private static final Codec AWS_QUERY = new QueryCodec();
    private static final Codec EC2_QUERY = new Ec2Codec();
    private static final Codec REST_JSON = new RestJsonCodec();
    private static final Codec REST_XML = new RestXmlCodec();
    private static final Codec S3 = new S3Codec();
    private static final Codec CBOR = new CborCodec();

    private Codecs() {}

    public static Codec of(Protocol protocol) {
        return switch (protocol) {
            case AWS_JSON_1_0, AWS_JSON_1_1 -> AWS_JSON;
            case AWS_QUERY -> AWS_QUERY;
            case EC2_QUERY -> EC2_QUERY;
            case REST_JSON -> REST_JSON;
            case REST_XML -> REST_XML;
            case S3 -> S3;
            case RPC_V2_CBOR -> CBOR;
        };
    }
}
