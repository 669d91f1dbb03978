package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface InlinePolicies {
  PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request, Call call);
  List<Requirement> putUserPolicyRule(PutUserPolicyRequest request, Call call);
  GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request, Call call);
  List<Requirement> getUserPolicyRule(GetUserPolicyRequest request, Call call);
  DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request, Call call);
  List<Requirement> deleteUserPolicyRule(DeleteUserPolicyRequest request, Call call);
  ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request, Call call);
  List<Requirement> listUserPoliciesRule(ListUserPoliciesRequest request, Call call);
  PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request, Call call);
  List<Requirement> putGroupPolicyRule(PutGroupPolicyRequest request, Call call);
  GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request, Call call);
  List<Requirement> getGroupPolicyRule(GetGroupPolicyRequest request, Call call);
  DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request, Call call);
  List<Requirement> deleteGroupPolicyRule(DeleteGroupPolicyRequest request, Call call);
  ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request, Call call);
  List<Requirement> listGroupPoliciesRule(ListGroupPoliciesRequest request, Call call);
  PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request, Call call);
  List<Requirement> putRolePolicyRule(PutRolePolicyRequest request, Call call);
  GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request, Call call);
  List<Requirement> getRolePolicyRule(GetRolePolicyRequest request, Call call);
  DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request, Call call);
  List<Requirement> deleteRolePolicyRule(DeleteRolePolicyRequest request, Call call);
  ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request, Call call);
  List<Requirement> listRolePoliciesRule(ListRolePoliciesRequest request, Call call);
}
