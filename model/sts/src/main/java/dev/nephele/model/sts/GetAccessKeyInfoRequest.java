package dev.nephele.model.sts;
import java.util.*;
import java.time.Instant;
public record GetAccessKeyInfoRequest(String accessKeyId) {  }
