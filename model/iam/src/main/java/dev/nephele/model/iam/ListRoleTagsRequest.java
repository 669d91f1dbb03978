package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListRoleTagsRequest(String roleName, String marker, Integer maxItems) {  }
