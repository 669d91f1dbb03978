package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AccessKey(String userName, String accessKeyId, String status, String secretAccessKey, Instant createDate) {  }
