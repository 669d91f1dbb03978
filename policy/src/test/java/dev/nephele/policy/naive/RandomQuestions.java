package dev.nephele.policy.naive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Seeded questions over a small vocabulary, so that patterns meet names and conditions meet values. Documents are made
 * in worlds of some dozen and then combined anew for every question.
 */
public final class RandomQuestions {
    private static final int DOCUMENTS = 48;
    private static final int QUESTIONS_A_WORLD = 1500;

    private static final String[] PRINCIPALS = {
        "arn:aws:iam::111122223333:user/alice",
        "arn:aws:iam::111122223333:user/team/alice",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::111122223333:role/Reader",
        "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Linked",
        "arn:aws:sts::111122223333:assumed-role/Reader/one",
        "arn:aws:sts::111122223333:assumed-role/Reader/two",
        "arn:aws:sts::111122223333:federated-user/broker",
        "arn:aws:iam::444455556666:user/bob",
        "arn:aws:sts::444455556666:assumed-role/Reader/one",
        "service:s3.amazonaws.com",
        "anonymous"
    };
    private static final String[] NAMED = {
        "*",
        "111122223333",
        "444455556666",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::111122223333:user/alice",
        "arn:aws:iam::111122223333:user/team/alice",
        "arn:aws:iam::111122223333:role/Reader",
        "arn:aws:iam::111122223333:role/path/reader",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:sts::111122223333:assumed-role/Reader/one",
        "arn:aws:sts::111122223333:assumed-role/Reader/*",
        "arn:aws:sts::111122223333:federated-user/broker",
        "arn:aws:iam::444455556666:user/bob",
        "AIDAEXAMPLE"
    };
    private static final String[] ACTIONS = {
        "s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:getbucketpolicy", "sqs:SendMessage", "sqs:ReceiveMessage",
        "kms:Decrypt", "kms:DescribeKey", "kms:PutKeyPolicy", "kms:RetireGrant", "sts:AssumeRole", "sts:TagSession",
        "sts:GetCallerIdentity", "sts:GetSessionToken", "iam:ListUsers", "iam:PassRole", "ec2:RunInstances"
    };
    private static final String[] ACTION_PATTERNS = {
        "*",
        "*:*",
        "s3:*",
        "s3:Get*",
        "S3:getobject",
        "s3:?etObject",
        "s3:*Object",
        "*:GetObject",
        "s3*:GetObject",
        "sqs:*",
        "sqs:*Message",
        "kms:*",
        "kms:D*",
        "sts:*",
        "sts:Assume*",
        "iam:*",
        "ec2:Run*s",
        "s3:*, sqs:*",
        "ec2:"
    };
    private static final String[] RESOURCES = {
        "*",
        "arn:aws:s3:::reports",
        "arn:aws:s3:::reports/a/b.csv",
        "arn:aws:s3:::reports/alice/x",
        "arn:aws:s3:::reports/*",
        "arn:aws:sqs:us-east-1:111122223333:jobs",
        "arn:aws:sqs:eu-west-1:444455556666:jobs:a",
        "arn:aws:kms:us-east-1:111122223333:key/1",
        "arn:aws:kms:us-east-1:444455556666:key/1",
        "arn:aws:iam::111122223333:role/Reader",
        "arn:aws:iam::444455556666:role/Reader"
    };
    private static final String[] RESOURCE_PATTERNS = {
        "*",
        "arn:aws:s3:::*",
        "arn:aws:s3:::reports/*",
        "arn:aws:s3:::reports/${aws:username}/*",
        "arn:aws:s3:::reports/${aws:PrincipalTag/team, 'a'}/*",
        "arn:aws:s3:::reports/${*}",
        "arn:aws:s3:::*/?/*.csv",
        "arn:aws:s3:::reports/a*b*c*v",
        "arn:*:s3:*:*:report?",
        "arn:aws:sqs:*:*:jobs",
        "arn:aws:sqs:*",
        "arn:aws:sqs",
        "arn:aws:sqs:us-*-1:1111*:*",
        "arn:aws:sqs:eu-west-1:444455556666:*",
        "arn:aws:k*:*:*:key/*",
        "arn:aws:iam::*:role/*",
        "arn:*",
        "arn:aws:s3:*:reports",
        "arn:aws:s3:::reports/${aws:TagKeys}/*",
        "arn:aws:sqs:us-east-1:${aws:username}:jobs"
    };
    private static final String[] KEYS = {
        "aws:username",
        "aws:PrincipalTag/team",
        "aws:SourceIp",
        "aws:TagKeys",
        "aws:CurrentTime",
        "s3:max-keys",
        "aws:SecureTransport",
        "aws:SourceArn",
        "aws:PrincipalOrgPaths",
        "kms:ViaService"
    };
    private static final String[] OPERATORS = {
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
        "stringlike",
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
        "Bool",
        "BinaryEquals",
        "IpAddress",
        "NotIpAddress",
        "ArnEquals",
        "ArnNotEquals",
        "ArnLike",
        "ArnNotLike"
    };
    private static final String[] VALUES = {
        "alice",
        "Alice",
        "al*",
        "*",
        "",
        "a",
        "?lice",
        "${aws:username}",
        "${aws:PrincipalTag/team}",
        "${aws:nothing}",
        "${aws:nothing, 'alice'}",
        "${*}",
        "${aws:username}*",
        "a${?}",
        "${aws:TagKeys}",
        "$",
        "${",
        "10",
        "10.0",
        "9.99",
        "-3",
        "1e1",
        "12345678901234567890.5",
        "2026-11-24T00:00:00Z",
        "2026-11-24",
        "2026-11-24T01:00:00+01:00",
        "1795478400",
        "2026-11-24T00:00:00.5Z",
        "true",
        "false",
        "TRUE",
        "10.0.0.0/8",
        "10.1.2.3",
        "10.1.2.3/32",
        "10.1.2.4/31",
        "2001:db8::/32",
        "2001:DB8::1",
        "::/0",
        "0.0.0.0/0",
        "10.1.2.3/33",
        "YWxpY2U=",
        "YWxpY2X",
        "arn:aws:s3:::reports",
        "arn:aws:s3:::*",
        "arn:aws:s3:::re*/*",
        "arn:aws:s*:::reports",
        "arn:aws:sqs:*:*:jobs",
        "arn:aws:sqs:us-east-1:111122223333:${aws:username}",
        "arn:aws:sqs:us-east-1:${kms:ViaService}:jobs",
        "${aws:SourceArn}",
        "arn:aws:sqs:${aws:SourceArn}",
        "arn:aws"
    };

    private final SplittableRandom random;
    private final List<String> plain = new ArrayList<>();
    private final List<String> named = new ArrayList<>();
    private int left;

    public RandomQuestions(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Makes the documents of a new world. */
    private void world() {
        plain.clear();
        named.clear();
        for (int i = 0; i < DOCUMENTS; i++) {
            plain.add(document(false));
            named.add(document(true));
        }
        left = QUESTIONS_A_WORLD;
    }

    /** The next question. */
    public Question next() {
        if (left-- <= 0) {
            world();
        }
        Map<String, Object> context = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (chance(60)) {
                context.put(key.equals("aws:username") && chance(50) ? "AWS:UserName" : key, value(key));
            }
        }
        String principal = pick(PRINCIPALS);
        String action = pick(ACTIONS);
        return new Question(
                principal,
                action,
                pick(RESOURCES),
                chance(70) ? Optional.of(chance(80) ? "111122223333" : "444455556666") : Optional.empty(),
                context,
                new Question.Guards(
                        some(plain, 3),
                        chance(60) ? Optional.of(pick(named)) : Optional.empty(),
                        chance(30) ? Optional.of(pick(plain)) : Optional.empty(),
                        chance(30) ? Optional.of(some(plain, 2)) : Optional.empty(),
                        chance(25) ? Optional.of(levels(plain)) : Optional.empty(),
                        chance(25) ? Optional.of(levels(named)) : Optional.empty(),
                        chance(15) ? Optional.of(pick(named)) : Optional.empty()));
    }

    private Object value(String key) {
        boolean many = key.equals("aws:TagKeys") || key.equals("aws:PrincipalOrgPaths") || chance(3);
        if (!many) {
            return literal(key);
        }
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(literal(key));
        }
        return values;
    }

    private String literal(String key) {
        if (chance(10)) {
            return pick(VALUES);
        }
        return switch (key) {
            case "aws:SourceIp" -> pick("10.1.2.3", "10.200.0.1", "2001:db8::7", "192.0.2.1", "nowhere");
            case "aws:CurrentTime" ->
                pick("2026-11-24T00:00:00Z", "2026-11-23T23:59:59Z", "2027-01-01", "1795478400", "then");
            case "s3:max-keys" -> pick("10", "9.99", "-3", "10.000", "12345678901234567890.50", "ten");
            case "aws:SecureTransport" -> pick("true", "false", "TRUE", "maybe");
            case "aws:SourceArn" ->
                pick(
                        "arn:aws:s3:::reports",
                        "arn:aws:sqs:us-east-1:111122223333:alice",
                        "arn:aws:s3:::re/x",
                        "arn:aws");
            default -> pick("alice", "Alice", "a", "*", "", "YWxpY2U=", "111122223333", "a?", "b:c");
        };
    }

    private List<List<String>> levels(List<String> documents) {
        List<List<String>> levels = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            levels.add(chance(3) ? List.of() : some(documents, 2));
        }
        return levels;
    }

    private List<String> some(List<String> documents, int most) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(pick(documents));
        }
        return some;
    }

    /** A random document; with principals for policies of resources. */
    public String document(boolean principals) {
        StringJoiner statements = new StringJoiner(",", "[", "]");
        for (int i = random.nextInt(4); i >= 0; i--) {
            statements.add(statement(principals));
        }
        String version = chance(85) ? "\"Version\":\"2012-10-17\"," : chance(50) ? "\"Version\":\"2008-10-17\"," : "";
        return "{" + version + "\"Statement\":" + statements + "}";
    }

    private String statement(boolean principals) {
        StringJoiner elements = new StringJoiner(",", "{", "}");
        elements.add("\"Effect\":\"" + (chance(75) ? "Allow" : "Deny") + '"');
        if (principals && chance(97)) {
            elements.add((chance(85) ? "\"Principal\":" : "\"NotPrincipal\":") + principal());
        }
        if (chance(99)) {
            elements.add((chance(85) ? "\"Action\":" : "\"NotAction\":") + list(ACTION_PATTERNS, ACTIONS));
        }
        if (chance(97)) {
            elements.add((chance(88) ? "\"Resource\":" : "\"NotResource\":") + list(RESOURCE_PATTERNS, RESOURCES));
        }
        if (chance(45)) {
            elements.add("\"Condition\":" + conditions());
        }
        return elements.toString();
    }

    private String principal() {
        if (chance(25)) {
            return "\"*\"";
        }
        return chance(12)
                ? "{\"Service\":[\"s3.amazonaws.com\",\"sqs.amazonaws.com\"],\"AWS\":\"" + pick(NAMED) + "\"}"
                : "{\"AWS\":" + list(NAMED, NAMED) + "}";
    }

    private String conditions() {
        Map<String, StringJoiner> byOperator = new LinkedHashMap<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            String operator = chance(6) ? "Null" : pick(OPERATORS);
            if (!operator.equals("Null")) {
                operator = (chance(12) ? "ForAllValues:" : chance(12) ? "ForAnyValue:" : "")
                        + operator
                        + (chance(20) ? "IfExists" : "");
            }
            StringJoiner keys = new StringJoiner(",", "{", "}");
            String key = pick(KEYS);
            String cased = chance(50) ? key : key.toUpperCase(java.util.Locale.ROOT);
            keys.add('"' + cased + "\":" + (operator.equals("Null") ? "\"" + chance(50) + '"' : list(VALUES, VALUES)));
            byOperator.put(operator, keys);
        }
        StringJoiner block = new StringJoiner(",", "{", "}");
        byOperator.forEach((operator, keys) -> block.add('"' + operator + "\":" + keys));
        return block.toString();
    }

    private String list(String[] often, String[] sometimes) {
        if (chance(50)) {
            return '"' + pick(chance(60) ? often : sometimes) + '"';
        }
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.add('"' + pick(chance(60) ? often : sometimes) + '"');
        }
        return list.toString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
