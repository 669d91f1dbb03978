package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface AccessKeys {
  CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request, Call call);
  List<Requirement> createAccessKeyRule(CreateAccessKeyRequest request, Call call);
  UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request, Call call);
  List<Requirement> updateAccessKeyRule(UpdateAccessKeyRequest request, Call call);
  DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request, Call call);
  List<Requirement> deleteAccessKeyRule(DeleteAccessKeyRequest request, Call call);
  ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request, Call call);
  List<Requirement> listAccessKeysRule(ListAccessKeysRequest request, Call call);
  GetAccessKeyLastUsedResponse getAccessKeyLastUsed(GetAccessKeyLastUsedRequest request, Call call);
  List<Requirement> getAccessKeyLastUsedRule(GetAccessKeyLastUsedRequest request, Call call);
}
