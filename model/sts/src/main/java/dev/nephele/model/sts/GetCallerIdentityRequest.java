package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetCallerIdentityRequest() { public static final GetCallerIdentityRequest EMPTY = new GetCallerIdentityRequest(); }
