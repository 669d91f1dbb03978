package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record RemoveUserFromGroupResponse() { public static final RemoveUserFromGroupResponse EMPTY = new RemoveUserFromGroupResponse(); }
