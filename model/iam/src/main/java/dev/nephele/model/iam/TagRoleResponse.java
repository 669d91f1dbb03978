package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagRoleResponse() { public static final TagRoleResponse EMPTY = new TagRoleResponse(); }
