package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateRoleRequest(String roleName, String description, Integer maxSessionDuration) {  }
