package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListPolicyVersionsResponse(List<PolicyVersion> versions, Boolean isTruncated, String marker) {  }
