package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreateRoleRequest(String path, String roleName, String assumeRolePolicyDocument, String description, Integer maxSessionDuration, String permissionsBoundary, List<Tag> tags) {  }
