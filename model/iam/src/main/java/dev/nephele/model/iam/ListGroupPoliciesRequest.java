package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListGroupPoliciesRequest(String groupName, String marker, Integer maxItems) {  }
