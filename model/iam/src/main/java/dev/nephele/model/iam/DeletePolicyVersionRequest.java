package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeletePolicyVersionRequest(String policyArn, String versionId) {  }
