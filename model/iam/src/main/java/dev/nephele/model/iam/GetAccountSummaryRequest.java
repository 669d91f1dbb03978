package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetAccountSummaryRequest() { public static final GetAccountSummaryRequest EMPTY = new GetAccountSummaryRequest(); }
