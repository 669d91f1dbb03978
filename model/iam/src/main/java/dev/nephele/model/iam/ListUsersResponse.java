package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListUsersResponse(List<User> users, Boolean isTruncated, String marker) {  }
