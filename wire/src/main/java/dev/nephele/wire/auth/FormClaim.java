package dev.nephele.wire.auth;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.AuthenticationFailure.Problem;
import dev.nephele.wire.auth.Claim.Algorithm;
import dev.nephele.wire.auth.Claim.Placement;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Reads the claim in the fields of a POST form (S3 API Reference, "Browser-based uploads using POST"). */
final class FormClaim {
    private FormClaim() {}

    /** The claim of a form; anonymous when no field speaks of a signature. */
    static Claim of(Map<String, String> fields) throws ClaimReader.UnreadableClaim {
        boolean v4 = fields.containsKey("x-amz-algorithm")
                || fields.containsKey("x-amz-credential")
                || fields.containsKey("x-amz-signature");
        boolean v2 = fields.containsKey("awsaccesskeyid") || fields.containsKey("signature");
        if (v4) {
            return v4(fields);
        } else if (v2 || fields.containsKey("policy")) {
            String key = required(fields, "AWSAccessKeyId");
            required(fields, "Policy");
            return new Claim.V2(
                    Placement.FORM, key, required(fields, "Signature"), -1, fields.get("x-amz-security-token"));
        }
        return Claim.Anonymous.INSTANCE;
    }

    private static Claim v4(Map<String, String> fields) throws ClaimReader.UnreadableClaim {
        String algorithm = required(fields, "X-Amz-Algorithm");
        String credential = required(fields, "X-Amz-Credential");
        String date = required(fields, "X-Amz-Date");
        String signature = required(fields, "X-Amz-Signature");
        required(fields, "Policy");
        if (!algorithm.equals(Algorithm.HMAC.text())) {
            throw new ClaimReader.UnreadableClaim(Problem.UNSUPPORTED_ALGORITHM, Placement.FORM, algorithm);
        }
        CredentialScope scope = ClaimReader.symmetricScope(Placement.FORM, credential);
        Instant signed = SigningTime.parse(date)
                .orElseThrow(() -> new ClaimReader.UnreadableClaim(Problem.BAD_DATE, Placement.FORM, date));
        if (!date.startsWith(scope.date())) {
            throw new ClaimReader.UnreadableClaim(Problem.DATE_MISMATCH, Placement.FORM, scope.date(), date);
        }
        return new Claim.V4(
                Placement.FORM,
                Algorithm.HMAC,
                scope,
                "",
                signature,
                new Claim.Timing(date, signed, -1),
                fields.get("x-amz-security-token"));
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw missingField(name);
        }
        return value;
    }

    /** The refusal of a form without a field it must have. */
    static ServiceException missingField(String field) {
        return ServiceException.of(
                        "InvalidArgument",
                        400,
                        "Bucket POST must contain a field named '" + field
                                + "'.  If it is specified, please check the order of the fields.")
                .with("ArgumentName", field)
                .with("ArgumentValue", "");
    }
}
