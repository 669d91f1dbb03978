package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListGroupsRequest(String pathPrefix, String marker, Integer maxItems) {  }
