package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutUserPermissionsBoundaryResponse() { public static final PutUserPermissionsBoundaryResponse EMPTY = new PutUserPermissionsBoundaryResponse(); }
