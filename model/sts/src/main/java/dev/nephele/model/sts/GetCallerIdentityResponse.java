package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetCallerIdentityResponse(String userId, String account, String arn) {  }
