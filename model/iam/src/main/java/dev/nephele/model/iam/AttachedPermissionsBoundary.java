package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AttachedPermissionsBoundary(String permissionsBoundaryType, String permissionsBoundaryArn) {  }
