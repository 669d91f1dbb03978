package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListUserPoliciesResponse(List<String> policyNames, Boolean isTruncated, String marker) {  }
