package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListAttachedUserPoliciesRequest(String userName, String pathPrefix, String marker, Integer maxItems) {  }
