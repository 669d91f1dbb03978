package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListInstanceProfilesForRoleRequest(String roleName, String marker, Integer maxItems) {  }
