package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record RemoveRoleFromInstanceProfileResponse() { public static final RemoveRoleFromInstanceProfileResponse EMPTY = new RemoveRoleFromInstanceProfileResponse(); }
