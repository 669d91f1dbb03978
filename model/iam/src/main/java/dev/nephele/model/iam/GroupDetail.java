package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GroupDetail(String path, String groupName, String groupId, String arn, Instant createDate, List<PolicyDetail> groupPolicyList, List<AttachedPolicy> attachedManagedPolicies) {  }
