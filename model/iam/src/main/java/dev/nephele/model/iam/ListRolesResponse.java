package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record ListRolesResponse(List<Role> roles, Boolean isTruncated, String marker) {  }
