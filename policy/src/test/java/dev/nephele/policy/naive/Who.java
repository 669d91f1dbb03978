package dev.nephele.policy.naive;

/**
 * The caller, read from its ARN.
 *
 * @param kind root, user, role, federated-user, service or anonymous
 * @param name of the role, service or user with its path
 */
record Who(String kind, String account, String name, String session, String arn) {
    static Who of(String principal) {
        if (principal.equals("anonymous")) {
            return new Who("anonymous", "", "", "", "");
        }
        if (principal.startsWith("service:")) {
            return new Who("service", "", principal.substring(8), "", "");
        }
        String[] parts = principal.split(":", 6);
        String[] path = parts[5].split("/");
        String last = path[path.length - 1];
        return switch (path[0]) {
            case "root" -> new Who("root", parts[4], "root", "", principal);
            case "user" -> new Who("user", parts[4], parts[5].substring(5), "", principal);
            case "role" -> new Who("role", parts[4], last, "", principal);
            case "assumed-role" -> new Who("role", parts[4], path[1], path[2], principal);
            case "federated-user" -> new Who("federated-user", parts[4], last, "", principal);
            default -> throw new IllegalArgumentException(principal);
        };
    }
}
