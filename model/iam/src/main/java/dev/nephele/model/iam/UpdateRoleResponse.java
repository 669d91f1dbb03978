package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateRoleResponse() { public static final UpdateRoleResponse EMPTY = new UpdateRoleResponse(); }
