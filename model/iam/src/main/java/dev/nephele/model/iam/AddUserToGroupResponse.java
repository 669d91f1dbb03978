package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AddUserToGroupResponse() { public static final AddUserToGroupResponse EMPTY = new AddUserToGroupResponse(); }
