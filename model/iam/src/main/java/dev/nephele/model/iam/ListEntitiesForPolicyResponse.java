package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListEntitiesForPolicyResponse(List<PolicyGroup> policyGroups, List<PolicyUser> policyUsers, List<PolicyRole> policyRoles, Boolean isTruncated, String marker) {  }
