package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateGroupResponse() { public static final UpdateGroupResponse EMPTY = new UpdateGroupResponse(); }
