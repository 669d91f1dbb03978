package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PolicyVersion(String document, String versionId, Boolean isDefaultVersion, Instant createDate) {  }
