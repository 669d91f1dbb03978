package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PolicyRole(String roleName, String roleId) {  }
