package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagRoleRequest(String roleName, List<Tag> tags) {  }
