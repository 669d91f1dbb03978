package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAttachedGroupPoliciesResponse(List<AttachedPolicy> attachedPolicies, Boolean isTruncated, String marker) {  }
