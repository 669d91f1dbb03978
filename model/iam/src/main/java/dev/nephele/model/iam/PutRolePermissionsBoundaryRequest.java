package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutRolePermissionsBoundaryRequest(String roleName, String permissionsBoundary) {  }
