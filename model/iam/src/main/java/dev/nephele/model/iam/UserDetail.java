package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UserDetail(String path, String userName, String userId, String arn, Instant createDate, List<PolicyDetail> userPolicyList, List<String> groupList, List<AttachedPolicy> attachedManagedPolicies, AttachedPermissionsBoundary permissionsBoundary, List<Tag> tags) {  }
