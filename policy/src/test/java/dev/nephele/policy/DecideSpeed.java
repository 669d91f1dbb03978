package dev.nephele.policy;

import java.lang.management.ManagementFactory;

/**
 * Measures decisions a second on one thread: 21 identity statements in four policies, a bucket policy, a boundary, four
 * levels of SCPs and four of RCPs. Run as a program.
 */
public final class DecideSpeed {
    private DecideSpeed() {}

    /** The case that is measured; the middle of the identity policies allows it. */
    static Ask realistic() {
        StringBuilder text = new StringBuilder();
        Ask ask = Ask.may(Ask.ALICE, "s3:GetObject", "arn:aws:s3:::reports/2026/november/alice/summary.csv");
        String[] services = {"ec2", "sqs", "dynamodb", "logs", "kms", "sns", "lambda"};
        for (int policy = 0; policy < 3; policy++) {
            text.setLength(0);
            for (int i = 0; i < 7; i++) {
                String own = policy == 1 && i == 3
                        ? "'s3:GetObject','s3:ListBucket','s3:PutObject'"
                        : "'" + services[i] + ":Describe*','" + services[i] + ":Get*','" + services[i] + ":ListThings'";
                String effect = policy == 2 && i == 6 ? "Deny" : "Allow";
                String action = policy == 2 && i == 6 ? "'s3:*'" : own;
                text.append(i > 0 ? "," : "")
                        .append("{'Sid':'S" + i + "','Effect':'" + effect + "','Action':[" + action + "],'Resource':["
                                + "'arn:aws:s3:::reports/*/${aws:username}/*','arn:aws:s3:::reports'],"
                                + "'Condition':{'IpAddress':{'aws:SourceIp':['10.0.0.0/8','192.0.2.0/24']},"
                                + "'StringLike':{'aws:PrincipalTag/team':'" + (policy == 2 ? "blue" : "da*") + "'}}}");
            }
            ask.identity("{'Version':'2012-10-17','Statement':[" + text + "]}");
        }
        ask.resource(
                "{'Version':'2012-10-17','Statement':[{'Sid':'Tls','Effect':'Deny','Principal':'*','Action':'s3:*',"
                        + "'Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}},"
                        + "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::444455556666:role/writer'},'Action':'s3:PutObject',"
                        + "'Resource':'arn:aws:s3:::reports/*'}]}");
        ask.boundary("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:*','sqs:*','ec2:*'],"
                + "'Resource':'*'},{'Effect':'Deny','Action':'iam:*','Resource':'*'}]}");
        for (String level : new String[] {"r-1", "ou-1", "ou-2", "111122223333"}) {
            ask.scp(
                    level,
                    Ask.ALLOW_ALL,
                    Ask.statement("'Effect':'Deny','NotAction':['iam:*','sts:*','s3:*'],'Resource':'*',"
                            + "'Condition':{'StringNotEquals':{'aws:RequestedRegion':['us-east-1','eu-west-1']}}"));
            ask.rcp(
                    level,
                    Ask.statement("'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'"),
                    Ask.statement("'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{"
                            + "'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-abcdef'},"
                            + "'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}"));
        }
        return ask.with("aws:SourceIp", "192.0.2.7")
                .with("aws:username", "alice")
                .with("aws:SecureTransport", "true")
                .with("aws:RequestedRegion", "us-east-1")
                .with("aws:PrincipalOrgID", "o-abcdef")
                .with("aws:PrincipalIsAWSService", "false")
                .with("aws:PrincipalTag/team", "data")
                .with("aws:PrincipalArn", Ask.ALICE)
                .with("aws:CurrentTime", "2026-11-24T00:00:00Z");
    }

    public static void main(String[] args) {
        Ask ask = realistic();
        var request = ask.request();
        var set = ask.set();
        System.out.println(Evaluator.decide(request, set));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 8; round++) {
            int count = 2_000_000;
            int allowed = 0;
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                if (Evaluator.decide(request, set).allowed()) {
                    allowed++;
                }
            }
            long took = System.nanoTime() - start;
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            System.out.printf(
                    "%,d decide/s, %.2f bytes each, %d allowed%n",
                    count * 1_000_000_000L / took, (double) bytes / count, allowed);
        }
    }
}
