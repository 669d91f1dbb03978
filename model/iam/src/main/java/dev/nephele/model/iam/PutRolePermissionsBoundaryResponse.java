package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutRolePermissionsBoundaryResponse() { public static final PutRolePermissionsBoundaryResponse EMPTY = new PutRolePermissionsBoundaryResponse(); }
