package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record RoleDetail(String path, String roleName, String roleId, String arn, Instant createDate, String assumeRolePolicyDocument, List<InstanceProfile> instanceProfileList, List<PolicyDetail> rolePolicyList, List<AttachedPolicy> attachedManagedPolicies, AttachedPermissionsBoundary permissionsBoundary, List<Tag> tags, RoleLastUsed roleLastUsed) {  }
