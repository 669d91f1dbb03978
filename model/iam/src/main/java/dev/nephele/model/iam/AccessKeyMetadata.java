package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AccessKeyMetadata(String userName, String accessKeyId, String status, Instant createDate) {  }
