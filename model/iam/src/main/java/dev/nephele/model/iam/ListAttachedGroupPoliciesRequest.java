package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAttachedGroupPoliciesRequest(String groupName, String pathPrefix, String marker, Integer maxItems) {  }
