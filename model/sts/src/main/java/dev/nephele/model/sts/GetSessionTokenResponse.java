package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetSessionTokenResponse(Credentials credentials, Integer sessionTokenUtilization, Integer sessionTokenSize) {  }
