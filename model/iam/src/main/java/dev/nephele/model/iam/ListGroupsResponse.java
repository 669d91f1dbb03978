package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListGroupsResponse(List<Group> groups, Boolean isTruncated, String marker) {  }
