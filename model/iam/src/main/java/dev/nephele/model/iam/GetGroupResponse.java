package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetGroupResponse(Group group, List<User> users, Boolean isTruncated, String marker) {  }
