package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreateServiceLinkedRoleResponse(Role role) {  }
