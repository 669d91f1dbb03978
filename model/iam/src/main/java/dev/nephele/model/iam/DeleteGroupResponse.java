package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteGroupResponse() { public static final DeleteGroupResponse EMPTY = new DeleteGroupResponse(); }
