package dev.nephele.gateway.pipeline;

import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.kernel.Clock;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceModel;
import dev.nephele.wire.Labels;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.Percent;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.auth.Claim;
import dev.nephele.wire.auth.HttpHead;
import dev.nephele.wire.upload.FormAnswer;
import dev.nephele.wire.upload.FormRequest;
import dev.nephele.wire.upload.PostForm;
import dev.nephele.wire.upload.PostPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The uploads that browsers post to S3 as forms. A form is verified by its own fields and held against its own policy;
 * then it is the PutObject that its fields describe, and goes the way of every call. Only what precedes the file is in
 * memory.
 */
final class FormUploads {
    private final Catalog catalog;
    private final Authentication authentication;
    private final Clock clock;

    FormUploads(Catalog catalog, Authentication authentication, Clock clock) {
        this.catalog = catalog;
        this.authentication = authentication;
        this.clock = clock;
    }

    /** A verified form. */
    record Upload(Route.Found route, WireRequest request, PostForm form, String bucket) {

        /** The answer to the form, from that of its PutObject. */
        WireResponse answer(WireResponse put, WireRequest asked, String endpoint) {
            boolean inHost = asked.host().startsWith(bucket + '.');
            String place = inHost ? endpoint + '/' : endpoint + '/' + Percent.encode(bucket, false) + '/';
            return FormAnswer.of(form, put, place, bucket);
        }
    }

    /**
     * Reads a form up to its file, finds out who has signed it and holds it against its policy.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPOSTRequest}, {@code InvalidPolicyDocument},
     *     {@code AccessDenied}, and the refusals of signatures
     */
    Upload verify(ActiveCall call, WireRequest request, Route.PostObject post) {
        PostForm form;
        try {
            form = PostForm.read(HttpHead.of(request, null), request.body().open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Claim> claim = authentication.verifyForm(call, request, post.service(), form);
        String decoded = Percent.decodePath(post.bucket());
        String bucket = decoded == null ? post.bucket() : decoded;
        PostPolicy.SizeRange sizes = null;
        if (claim.isPresent()) {
            PostPolicy policy = PostPolicy.parse(form.field("policy").orElse(""));
            policy.check(form, bucket, claim.get(), clock);
            sizes = policy.sizes();
        }
        WireRequest put = FormRequest.of(form, post.bucket(), sizes, tagging(post.service()));
        return new Upload(route(post, form), put, form, bucket);
    }

    private static Route.Found route(Route.PostObject post, PostForm form) {
        String key = Percent.encode(form.field("key").orElse(""), true);
        return new Route.Found(
                post.service(),
                entry(post.service()),
                post.protocol(),
                Parameters.NONE,
                new Labels(List.of("Bucket", "Key"), List.of(post.bucket(), key)));
    }

    private static ServiceModel.Entry entry(ServiceModel service) {
        return service.operations().stream()
                .filter(entry -> entry.name().equals("PutObject"))
                .findFirst()
                .orElseThrow();
    }

    /** The schema of the document of tags, which a form carries in a field. */
    private Schema tagging(ServiceModel service) {
        Operation.Binding<?, ?> binding = catalog.find(service.id(), "PutObjectTagging");
        Member member = binding == null ? null : binding.operation().input().member("Tagging");
        if (member == null) {
            throw new Refusal.NotServed(service.id(), "PutObjectTagging");
        }
        return member.target();
    }
}
