package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteUserPermissionsBoundaryRequest(String userName) {  }
