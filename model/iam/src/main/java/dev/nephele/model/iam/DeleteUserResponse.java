package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteUserResponse() { public static final DeleteUserResponse EMPTY = new DeleteUserResponse(); }
