package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AddRoleToInstanceProfileResponse() { public static final AddRoleToInstanceProfileResponse EMPTY = new AddRoleToInstanceProfileResponse(); }
