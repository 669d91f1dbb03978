package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteAccountAliasResponse() { public static final DeleteAccountAliasResponse EMPTY = new DeleteAccountAliasResponse(); }
