package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.model.Member;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what a request asks for and is not served, so that nothing is silently ignored. */
final class Unserved {
    /** Encryption with the customer's keys or KMS, object lock, grants, and appending. */
    private static final List<String> MEMBERS = List.of(
            "SSECustomerAlgorithm",
            "SSECustomerKey",
            "SSECustomerKeyMD5",
            "CopySourceSSECustomerAlgorithm",
            "CopySourceSSECustomerKey",
            "CopySourceSSECustomerKeyMD5",
            "SSEKMSKeyId",
            "SSEKMSEncryptionContext",
            "ObjectLockMode",
            "ObjectLockRetainUntilDate",
            "ObjectLockLegalHoldStatus",
            "ObjectLockEventHold",
            "ObjectLockEventHoldDurationDays",
            "ObjectLockEventHoldDurationYears",
            "GrantFullControl",
            "GrantRead",
            "GrantReadACP",
            "GrantWrite",
            "GrantWriteACP",
            "WriteOffsetBytes",
            "IfMatchLastModifiedTime",
            "IfMatchSize",
            "IfMatchInitiatedTime",
            "AnnotationDirective",
            "BucketNamespace",
            "MFA");

    private static final Set<String> ALGORITHMS = Set.of("AES256", "aws:kms", "aws:kms:dsse", "aws:fsx");
    private static final Set<String> OWNED = Set.of("bucket-owner-full-control");

    private Unserved() {}

    /**
     * Refuses headers that are not served.
     *
     * @throws ServiceException {@code NotImplemented}, {@code InvalidArgument}
     */
    static void refuse(Structure request) {
        for (String name : MEMBERS) {
            Member member = request.schema().member(name);
            if (member != null && request.member(member.index()) != null) {
                throw Problems.notImplemented(member.wireName());
            }
        }
        String encryption = Filled.text(request, "ServerSideEncryption");
        if (encryption != null && !encryption.equals("AES256")) {
            throw ALGORITHMS.contains(encryption)
                    ? Problems.notImplemented("x-amz-server-side-encryption")
                    : Problems.invalidArgument(
                            "The encryption method specified is not supported",
                            "x-amz-server-side-encryption",
                            encryption);
        }
    }

    /**
     * Refuses ACLs that a bucket cannot have. {@code private} from the bucket's owner gives the owner full control and
     * nobody anything, like {@code bucket-owner-full-control}, which buckets without ACLs accept.
     *
     * @throws ServiceException {@code AccessControlListNotSupported}, {@code NotImplemented}
     */
    static void refuseAcl(@Nullable String acl, Bucket bucket, Call call) {
        boolean own = "private".equals(acl) && bucket.owner().equals(call.account());
        if (acl == null || own || OWNED.contains(acl)) {
            return;
        }
        if (bucket.ownership().filter("BucketOwnerEnforced"::equals).isPresent()) {
            throw ServiceException.of("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
        }
        throw Problems.notImplemented("x-amz-acl");
    }
}
