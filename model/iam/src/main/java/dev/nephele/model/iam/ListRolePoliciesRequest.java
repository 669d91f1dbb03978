package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListRolePoliciesRequest(String roleName, String marker, Integer maxItems) {  }
