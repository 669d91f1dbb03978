package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListPolicyVersionsRequest(String policyArn, String marker, Integer maxItems) {  }
