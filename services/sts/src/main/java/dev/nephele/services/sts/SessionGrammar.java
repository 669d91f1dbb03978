package dev.nephele.services.sts;
final class SessionGrammar { static void require(String d) {} }
