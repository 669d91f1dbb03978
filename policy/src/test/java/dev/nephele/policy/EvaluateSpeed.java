package dev.nephele.policy;

import dev.nephele.policy.evaluate.PolicyEvaluation;
import dev.nephele.policy.evaluate.TraceDetail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Measures lines of 4 KB a second through {@link PolicyEvaluation}, for policy texts seen before. Run as a program. */
public final class EvaluateSpeed {
    private EvaluateSpeed() {}

    /** Lines of about 4 KB over 40 principals with policies of their own. */
    static byte[] lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(line(i, i % 40)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(int id, int who) {
        StringBuilder identity = new StringBuilder();
        for (int p = 0; p < 3; p++) {
            StringBuilder statements = new StringBuilder();
            for (int s = 0; s < 5; s++) {
                statements
                        .append(s == 0 ? "" : ",")
                        .append("{'Sid':'S" + who + "p" + p + "s" + s
                                + "','Effect':'Allow','Action':['sqs:Get*','ec2:Describe*'"
                                + (p == 1 && s == 2 ? ",'s3:GetObject'" : "") + "],"
                                + "'Resource':['arn:aws:s3:::reports-" + who + "/*','arn:aws:sqs:*:*:jobs'],"
                                + "'Condition':{'StringEquals':{'aws:PrincipalTag/team':'data'}}}");
            }
            identity.append(p == 0 ? "" : ",").append("{'Version':'2012-10-17','Statement':[" + statements + "]}");
        }
        String full = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}";
        String line = "{'id':" + id + ",'principal':'arn:aws:iam::111122223333:user/u" + who
                + "','principalTags':{'team':'data'},'action':'s3:GetObject','resource':'arn:aws:s3:::reports-" + who
                + "/x/" + id + ".csv','resourceAccount':'111122223333','context':{'aws:SourceIp':'10.1.2.3',"
                + "'aws:username':'u" + who + "','aws:SecureTransport':'true','aws:RequestedRegion':'us-east-1'},"
                + "'identityPolicies':[" + identity + "],'resourcePolicy':{'Version':'2012-10-17','Statement':[{"
                + "'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'Bool':{"
                + "'aws:SecureTransport':'false'}}}]},'permissionsBoundary':" + full
                + ",'serviceControlPolicies':[{'level':'r-1','policies':[" + full + "]},{'level':'ou-1','policies':["
                + full + "]}]}";
        return line.replace('\'', '"');
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        byte[] input = lines(60_000);
        System.out.printf("%,d bytes a line%n", input.length / 60_000);
        PolicyEvaluation evaluation = new PolicyEvaluation(TraceDetail.NONE);
        for (int round = 0; round < 6; round++) {
            long[] bytes = {0};
            OutputStream counting = new OutputStream() {
                @Override
                public void write(int b) {
                    bytes[0]++;
                }

                @Override
                public void write(byte[] b, int from, int length) {
                    bytes[0] += length;
                }
            };
            long start = System.nanoTime();
            evaluation.run(new ByteArrayInputStream(input), counting);
            long took = System.nanoTime() - start;
            System.out.printf("%,d lines/s (%,d bytes out)%n", 60_000L * 1_000_000_000L / took, bytes[0]);
        }
    }
}
