package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteRolePermissionsBoundaryResponse() { public static final DeleteRolePermissionsBoundaryResponse EMPTY = new DeleteRolePermissionsBoundaryResponse(); }
