package dev.nephele.gateway.admin;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person sees who opens the cloud in a browser: what this is, and how to use it. Only a browser asks for
 * {@code text/html} at {@code /} without a signature, on a host that is no bucket's; every other {@code GET /} is S3's.
 */
public final class WelcomePage {
    private static final Pattern NO_BUCKET = Pattern.compile(
            "(?:localhost|\\[[0-9a-f:.]+]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private final byte[] page;

    /** @param services ids of the served services */
    public WelcomePage(String version, List<String> services) {
        String list = services.stream()
                .sorted()
                .map(service -> "<li><code>" + service + "</code></li>")
                .collect(Collectors.joining());
        this.page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Nephele</title>
                <style>
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
                pre { background: #8882; padding: .75rem; overflow-x: auto }
                ul { columns: 8rem; padding-left: 1.25rem }
                :root { color-scheme: light dark }
                </style>
                </head>
                <body>
                <h1>Nephele</h1>
                <p>This is the endpoint of an AWS-compatible cloud, version VERSION. It is made for AWS clients, and has no
                pages of its own beyond this one.</p>
                <p>In the directory of its sources:</p>
                <pre>./nephele aws sts get-caller-identity   # the AWS CLI, against this cloud
                eval "$(./nephele env)"                 # every other client of the shell
                ./nephele explain                       # why the last call was refused
                ./nephele log -f                        # each request as it is answered</pre>
                <p>Served are:</p>
                <ul>SERVICES</ul>
                <p>Is it well? <a href="/_nephele/health">/_nephele/health</a></p>
                </body>
                </html>
                """.replace("VERSION", version).replace("SERVICES", list).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isAsked(ReceivedRequest request) {
        if (!request.path().equals("/") || !request.method().equals("GET")) {
            return false;
        }
        String accept = request.header("Accept");
        return accept != null
                && accept.contains("text/html")
                && request.query().isEmpty()
                && request.header("Authorization") == null
                && request.header("X-Amz-Target") == null
                && NO_BUCKET.matcher(request.host()).matches();
    }

    WireResponse answer() {
        return new WireResponse(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .body(page);
    }
}
