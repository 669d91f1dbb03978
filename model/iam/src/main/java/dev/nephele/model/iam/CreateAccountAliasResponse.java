package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record CreateAccountAliasResponse() { public static final CreateAccountAliasResponse EMPTY = new CreateAccountAliasResponse(); }
