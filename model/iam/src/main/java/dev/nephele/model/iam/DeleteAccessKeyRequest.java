package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteAccessKeyRequest(String userName, String accessKeyId) {  }
