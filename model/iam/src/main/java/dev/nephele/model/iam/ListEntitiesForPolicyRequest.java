package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListEntitiesForPolicyRequest(String policyArn, String entityFilter, String pathPrefix, String policyUsageFilter, String marker, Integer maxItems) {  }
