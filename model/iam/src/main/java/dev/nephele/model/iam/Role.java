package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record Role(String path, String roleName, String roleId, String arn, Instant createDate, String assumeRolePolicyDocument, String description, Integer maxSessionDuration, AttachedPermissionsBoundary permissionsBoundary, List<Tag> tags, RoleLastUsed roleLastUsed, SourceRoleTemplate sourceRoleTemplate) {  }
