package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAttachedUserPoliciesResponse(List<AttachedPolicy> attachedPolicies, Boolean isTruncated, String marker) {  }
