package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListGroupsForUserResponse(List<Group> groups, Boolean isTruncated, String marker) {  }
