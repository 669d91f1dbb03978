package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListPoliciesResponse(List<Policy> policies, Boolean isTruncated, String marker) {  }
