package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface Attachments {
  AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request, Call call);
  List<Requirement> attachUserPolicyRule(AttachUserPolicyRequest request, Call call);
  DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request, Call call);
  List<Requirement> detachUserPolicyRule(DetachUserPolicyRequest request, Call call);
  ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest request, Call call);
  List<Requirement> listAttachedUserPoliciesRule(ListAttachedUserPoliciesRequest request, Call call);
  AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request, Call call);
  List<Requirement> attachGroupPolicyRule(AttachGroupPolicyRequest request, Call call);
  DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request, Call call);
  List<Requirement> detachGroupPolicyRule(DetachGroupPolicyRequest request, Call call);
  ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(ListAttachedGroupPoliciesRequest request, Call call);
  List<Requirement> listAttachedGroupPoliciesRule(ListAttachedGroupPoliciesRequest request, Call call);
  AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request, Call call);
  List<Requirement> attachRolePolicyRule(AttachRolePolicyRequest request, Call call);
  DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request, Call call);
  List<Requirement> detachRolePolicyRule(DetachRolePolicyRequest request, Call call);
  ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request, Call call);
  List<Requirement> listAttachedRolePoliciesRule(ListAttachedRolePoliciesRequest request, Call call);
  ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request, Call call);
  List<Requirement> listEntitiesForPolicyRule(ListEntitiesForPolicyRequest request, Call call);
}
