package dev.nephele.wire.auth;

/**
 * What a credential parameter names: {@code AKID/20150830/us-east-1/iam/aws4_request}.
 *
 * @param date the day of signing, yyyyMMdd
 * @param region the Region, or for 4a the comma-separated Region set the request carries
 * @param service the signing name
 * @param text the scope as it stands in the string to sign, without the access key
 */
public record CredentialScope(String accessKeyId, String date, String region, String service, String text) {
    static final String TERMINATOR = "aws4_request";

    static CredentialScope of(String accessKeyId, String date, String region, String service) {
        return new CredentialScope(
                accessKeyId, date, region, service, date + '/' + region + '/' + service + '/' + TERMINATOR);
    }
}
