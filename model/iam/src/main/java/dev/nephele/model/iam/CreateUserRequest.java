package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreateUserRequest(String path, String userName, String permissionsBoundary, List<Tag> tags) {  }
