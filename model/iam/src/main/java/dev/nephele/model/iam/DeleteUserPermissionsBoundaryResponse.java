package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteUserPermissionsBoundaryResponse() { public static final DeleteUserPermissionsBoundaryResponse EMPTY = new DeleteUserPermissionsBoundaryResponse(); }
