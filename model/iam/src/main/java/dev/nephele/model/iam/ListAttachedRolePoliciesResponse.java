package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAttachedRolePoliciesResponse(List<AttachedPolicy> attachedPolicies, Boolean isTruncated, String marker) {  }
