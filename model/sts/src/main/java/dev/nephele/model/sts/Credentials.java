package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {  }
