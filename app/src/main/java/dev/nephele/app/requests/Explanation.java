package dev.nephele.app.requests;

import dev.nephele.app.command.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Lays a decision out for a person: who, what, on what, the verdict, what decided, and what would have changed it. */
public final class Explanation {
    private final Json decision;
    private final PrintStream out;
    private final boolean full;

    /** @param full with every statement that was looked at, not only those that came close */
    Explanation(Json decision, PrintStream out, boolean full) {
        this.decision = decision;
        this.out = out;
        this.full = full;
    }

    private String text(String member) {
        return decision.at(member).text();
    }

    void print() {
        String operation = text("operation").isEmpty() ? "an unknown operation" : text("operation");
        String service = text("service").isEmpty() ? "" : text("service") + ':';
        out.println(verdict(text("decision"), text("error")) + "  " + service + operation);
        row("who", text("principal").isEmpty() ? "nobody who is known" : text("principal"));
        row("key", text("accessKeyId"));
        row("from", text("sourceIp"));
        row("when", text("time"));
        row("request", text("requestId"));
        if (!text("error").isEmpty()) {
            row("answer", text("status") + ' ' + text("error"));
        }
        if (decision.at("pairs").items().isEmpty()) {
            row("because", undecided(text("error"), text("accessKeyId")));
        }
        for (Json pair : decision.at("pairs").items()) {
            out.println();
            pair(pair);
        }
    }

    /** A decision as the administrator's endpoint has it, in words. */
    public static String text(Json decision) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new Explanation(decision, out, false).print();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Lays one decided action out, as {@code policy evaluate} has it. */
    public static void pair(Json pair, PrintStream out) {
        new Explanation(Json.NULL, out, false).pair(pair);
    }

    private void pair(Json pair) {
        row("what", pair.at("action").text());
        row("on what", pair.at("resource").text());
        row("verdict", verdict(pair.at("decision").text(), ""));
        Json reason = pair.at("reason");
        row("decided by", decidedBy(reason));
        row("statement", reason.at("statement").text());
        if (pair.at("decision").text().equals("ExplicitlyDenied")) {
            row("to allow", "that Deny must not match" + conditions(pair));
        } else if (!reason.at("missingAllow").isNull()) {
            row("missing", reason.at("missingAllow").text());
            row(
                    "to allow",
                    "an Allow of " + pair.at("action").text() + " on "
                            + pair.at("resource").text() + " there" + keys(reason));
        }
        for (Json policy : pair.at("trace").items()) {
            policy(policy);
        }
    }

    private static String conditions(Json pair) {
        List<Json> deciding = pair.at("trace").items().stream()
                .filter(policy -> policy.at("outcome").text().equals("denies"))
                .flatMap(policy -> policy.at("statements").items().stream())
                .filter(statement -> statement.at("matched").text().equals("true")
                        && statement.at("effect").text().equals("Deny"))
                .flatMap(statement -> statement.at("conditions").items().stream())
                .toList();
        return deciding.isEmpty()
                ? ""
                : ": it does because "
                        + deciding.stream().map(Explanation::condition).collect(Collectors.joining("; "));
    }

    private static String keys(Json reason) {
        String keys = list(reason.at("keys"));
        return keys.isEmpty() ? "" : "; or one whose condition on " + keys + " holds";
    }

    private static String decidedBy(Json reason) {
        String type = level(reason.at("policyType").text());
        String policy = reason.at("policy").text();
        String arn = reason.at("policyArn").text();
        String at = reason.at("level").text();
        return type
                + (at.isEmpty() ? "" : " at " + at)
                + (arn.isEmpty() ? policy.isEmpty() ? "" : " " + policy : " " + arn);
    }

    /** The level of evaluation in words. */
    private static String level(String policyType) {
        return switch (policyType) {
            case "identity" -> "identity-based policies";
            case "resource" -> "the resource's policy";
            case "permissionsBoundary" -> "the permissions boundary";
            case "session" -> "the session policies";
            case "serviceControl" -> "service control policies";
            case "resourceControl" -> "resource control policies";
            case "trust" -> "the role's trust policy";
            case "grant" -> "a KMS grant";
            case "root" -> "being the account's root user";
            case "alwaysAllowed" -> "every caller may do it";
            case "sessionLimit" -> "the kind of the temporary credentials";
            case "vpcEndpoint" -> "the VPC endpoint's policy";
            default -> policyType;
        };
    }

    private void policy(Json policy) {
        List<Json> statements = policy.at("statements").items().stream()
                .filter(statement -> full || isClose(statement))
                .toList();
        if (statements.isEmpty() && !full) {
            return;
        }
        String arn = policy.at("policyArn").text();
        String at = policy.at("level").text();
        out.println("    " + policy.at("policyType").text() + ' '
                + (arn.isEmpty() ? policy.at("policy").text() : arn) + (at.isEmpty() ? "" : " at " + at) + ": "
                + policy.at("outcome").text());
        for (Json statement : statements) {
            String failed = statement.at("failed").text();
            out.println("      " + statement.at("effect").text() + " statement "
                    + statement.at("statement").text() + ": "
                    + (failed.isEmpty() ? "matches" : "its " + failed + " does not match"));
            for (Json condition : statement.at("conditions").items()) {
                out.println("        " + condition(condition));
            }
        }
    }

    /** Whether a statement matched, or only a condition kept it from that. */
    private static boolean isClose(Json statement) {
        return statement.at("matched").text().equals("true")
                || statement.at("failed").text().equals("condition");
    }

    private static String condition(Json condition) {
        Json actual = condition.at("actual");
        return condition.at("operator").text() + ' ' + condition.at("key").text() + " [" + list(condition.at("values"))
                + "]" + (condition.at("holds").text().equals("true") ? " holds" : " does not hold")
                + ", the request has "
                + (actual.isNull() ? "no such key" : "[" + list(actual) + ']');
    }

    private static String list(Json items) {
        return items.items().stream().map(Json::text).collect(Collectors.joining(", "));
    }

    private static String verdict(String decision, String error) {
        return switch (decision) {
            case "Allowed" -> error.isEmpty() ? "ALLOWED" : "ALLOWED, and failed";
            case "ExplicitlyDenied" -> "DENIED by a statement";
            case "ImplicitlyDenied" -> "DENIED since nothing allows it";
            default -> "REFUSED before any policy was looked at";
        };
    }

    /** Why no policy was looked at, by the error code of the answer. */
    private static String undecided(String error, String key) {
        return switch (error) {
            case "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException", "InvalidToken" ->
                "access key " + key + " is not one of this cloud, is inactive, or its session token is not its own";
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                "the signature is not that of access key " + key + " over this request: another secret, a clock that is"
                        + " off, or something between that changed the request";
            case "AuthFailure" -> "access key " + key + " is not one of this cloud, or the signature is not its own";
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                "the session of access key " + key
                        + ", or the signature, has expired by the cloud's clock (nephele clock)";
            case "RequestTimeTooSkewed" -> "the clocks of the client and of the cloud differ too much (nephele clock)";
            case "MissingAuthenticationToken", "MissingAuthenticationTokenException", "MissingParameter" ->
                "the request has no signature, or lacks a parameter";
            case "IncompleteSignature",
                    "IncompleteSignatureException",
                    "AuthorizationHeaderMalformed",
                    "AuthorizationQueryParametersError" ->
                "the signature cannot be read, or names another Region or service";
            case "NotImplemented" -> "the service or operation is not served";
            case "" -> "it is not on record how the call ended";
            default -> "the request was refused with " + error + " when it was read";
        };
    }

    private void row(String name, String value) {
        if (!value.isEmpty()) {
            out.println("  " + name + " ".repeat(12 - name.length()) + value);
        }
    }
}
