package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListPoliciesRequest(String scope, Boolean onlyAttached, String pathPrefix, String policyUsageFilter, String marker, Integer maxItems) {  }
