package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAttachedRolePoliciesRequest(String roleName, String pathPrefix, String marker, Integer maxItems) {  }
