package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PolicyUser(String userName, String userId) {  }
