package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record GetUserRequest(String userName) {  }
