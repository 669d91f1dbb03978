package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateAccessKeyRequest(String userName, String accessKeyId, String status) {  }
