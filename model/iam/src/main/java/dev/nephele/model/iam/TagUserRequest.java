package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagUserRequest(String userName, List<Tag> tags) {  }
