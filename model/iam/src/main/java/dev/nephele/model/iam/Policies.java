package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface Policies {
  CreatePolicyResponse createPolicy(CreatePolicyRequest request, Call call);
  List<Requirement> createPolicyRule(CreatePolicyRequest request, Call call);
  GetPolicyResponse getPolicy(GetPolicyRequest request, Call call);
  List<Requirement> getPolicyRule(GetPolicyRequest request, Call call);
  DeletePolicyResponse deletePolicy(DeletePolicyRequest request, Call call);
  List<Requirement> deletePolicyRule(DeletePolicyRequest request, Call call);
  ListPoliciesResponse listPolicies(ListPoliciesRequest request, Call call);
  List<Requirement> listPoliciesRule(ListPoliciesRequest request, Call call);
  TagPolicyResponse tagPolicy(TagPolicyRequest request, Call call);
  List<Requirement> tagPolicyRule(TagPolicyRequest request, Call call);
  UntagPolicyResponse untagPolicy(UntagPolicyRequest request, Call call);
  List<Requirement> untagPolicyRule(UntagPolicyRequest request, Call call);
  ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest request, Call call);
  List<Requirement> listPolicyTagsRule(ListPolicyTagsRequest request, Call call);
  CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request, Call call);
  List<Requirement> createPolicyVersionRule(CreatePolicyVersionRequest request, Call call);
  GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request, Call call);
  List<Requirement> getPolicyVersionRule(GetPolicyVersionRequest request, Call call);
  DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request, Call call);
  List<Requirement> deletePolicyVersionRule(DeletePolicyVersionRequest request, Call call);
  ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request, Call call);
  List<Requirement> listPolicyVersionsRule(ListPolicyVersionsRequest request, Call call);
  SetDefaultPolicyVersionResponse setDefaultPolicyVersion(SetDefaultPolicyVersionRequest request, Call call);
  List<Requirement> setDefaultPolicyVersionRule(SetDefaultPolicyVersionRequest request, Call call);
}
