package dev.nephele.gateway.decision;

import dev.nephele.gateway.call.ActiveCall;
import dev.nephele.gateway.decision.Decide.Judged;
import dev.nephele.kernel.Principal;
import dev.nephele.model.Manners;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.policy.Decision;
import dev.nephele.policy.DenialMessage;
import dev.nephele.policy.Reason;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.wire.Answer;
import dev.nephele.wire.auth.AuthenticationFailure;
import dev.nephele.wire.auth.Dialect;
import dev.nephele.wire.auth.Refusals;
import java.util.Locale;

/**
 * Refusals in the words of the service that answers: code, status and text by family.
 *
 * <p>Sources: IAM User Guide, "Troubleshoot access denied error messages"; Amazon S3 User Guide, "Troubleshoot access
 * denied (403 Forbidden) errors"; answers of SQS, SNS, EC2 and KMS in public issue trackers.
 */
public final class Denials {
    private static final String ENCODED_PREFIX = "You are not authorized to perform this operation. ";
    private static final String CIPHERTEXT =
            " on the resource associated with this ciphertext because the resource does not exist in this Region, no"
                    + " resource-based policies allow access, or a resource-based policy explicitly denies access";

    private final AuthorizationMessages messages;

    /** @param messages makes the tokens of EC2's refusals */
    public Denials(AuthorizationMessages messages) {
        this.messages = messages;
    }

    /**
     * A refusal to be worded.
     *
     * @param together whether caller and resource are of one account or one organization
     */
    record Case(ActiveCall call, Judged judged, boolean together) {}

    /** The refusal of an operation whose rule demands nothing: a rule that says nothing allows nothing. */
    ServiceException withoutRule(ActiveCall call, Answer answer) {
        String action = call.asked().service() + ':' + call.asked().operation();
        String who = call.caller().principal().arn().map(Object::toString).orElse("anonymous");
        return coded(answer, "User: " + who + " is not authorized to perform: " + action);
    }

    ServiceException of(Case refusal, Answer answer) {
        AuthorizationRequest request = refusal.judged().request();
        Decision decision = refusal.judged().decision();
        boolean anonymous = refusal.call().caller().principal() instanceof Principal.Anonymous;
        return switch (answer.manners().denial().form()) {
            case BRIEF ->
                coded(
                        answer,
                        refusal.together() && !anonymous
                                ? DenialMessage.of(request, decision, DenialMessage.Style.S3)
                                : "Access Denied");
            case SIGN_FIRST -> anonymous ? unsigned(answer) : coded(answer, text(refusal, answer));
            case ENCODED ->
                coded(
                        answer,
                        ENCODED_PREFIX + text(refusal, answer) + ". Encoded authorization failure message: "
                                + messages.encode(
                                        refusal.judged(),
                                        refusal.call().caller().principal()));
            case PLAIN -> coded(answer, text(refusal, answer));
        };
    }

    private static String text(Case refusal, Answer answer) {
        AuthorizationRequest request = refusal.judged().request();
        Decision decision = refusal.judged().decision();
        Manners.Denial denial = answer.manners().denial();
        if (decision.reason() == Reason.RESOURCE
                && denial.ciphertexts().contains(request.action().name())) {
            return ciphertext(request);
        }
        DenialMessage.Style style =
                refusal.together() ? DenialMessage.Style.PLAIN : DenialMessage.Style.PLAIN.withoutPolicyArns();
        return DenialMessage.of(request, spelled(request.action(), answer), decision, style);
    }

    /** A service spells its own actions in its own way, those of others as they are. */
    private static String spelled(Action action, Answer answer) {
        if (!action.service().equals(answer.serviceId())) {
            return action.text();
        }
        return switch (answer.manners().denial().actions()) {
            case USUAL -> action.text();
            case LOWER_CASE -> action.lower();
            case UPPER_CASE_PREFIX -> action.service().toUpperCase(Locale.ROOT) + ':' + action.name();
        };
    }

    private static String ciphertext(AuthorizationRequest request) {
        return "User: " + request.subject().shown() + " is not authorized to perform: "
                + request.action().text() + CIPHERTEXT;
    }

    private static ServiceException coded(Answer answer, String text) {
        Manners.Denial denial = answer.manners().denial();
        if (denial.code() != null) {
            return ServiceException.of(denial.code(), 403, text);
        }
        return switch (answer.protocol()) {
            case AWS_QUERY, EC2_QUERY, REST_XML, S3 -> ServiceException.of("AccessDenied", 403, text);
            case REST_JSON -> ServiceException.of("AccessDeniedException", 403, text);
            case AWS_JSON_1_0, AWS_JSON_1_1, RPC_V2_CBOR ->
                ServiceException.of("AccessDeniedException", denial.jsonStatus(), text);
        };
    }

    /** What a service answers that may be public but is not to this caller: sign first. */
    private static ServiceException unsigned(Answer answer) {
        ServiceModel service = answer.service();
        String name = service == null ? "" : service.identity().signingName();
        return Refusals.of(
                new AuthenticationFailure.MissingToken(),
                Dialect.of(Dialect.Family.QUERY, name.toLowerCase(Locale.ROOT)));
    }
}
