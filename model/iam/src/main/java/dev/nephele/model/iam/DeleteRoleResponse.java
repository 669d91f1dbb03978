package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteRoleResponse() { public static final DeleteRoleResponse EMPTY = new DeleteRoleResponse(); }
