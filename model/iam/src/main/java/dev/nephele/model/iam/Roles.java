package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface Roles {
  CreateRoleResponse createRole(CreateRoleRequest request, Call call);
  List<Requirement> createRoleRule(CreateRoleRequest request, Call call);
  GetRoleResponse getRole(GetRoleRequest request, Call call);
  List<Requirement> getRoleRule(GetRoleRequest request, Call call);
  UpdateRoleResponse updateRole(UpdateRoleRequest request, Call call);
  List<Requirement> updateRoleRule(UpdateRoleRequest request, Call call);
  UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request, Call call);
  List<Requirement> updateRoleDescriptionRule(UpdateRoleDescriptionRequest request, Call call);
  UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request, Call call);
  List<Requirement> updateAssumeRolePolicyRule(UpdateAssumeRolePolicyRequest request, Call call);
  DeleteRoleResponse deleteRole(DeleteRoleRequest request, Call call);
  List<Requirement> deleteRoleRule(DeleteRoleRequest request, Call call);
  ListRolesResponse listRoles(ListRolesRequest request, Call call);
  List<Requirement> listRolesRule(ListRolesRequest request, Call call);
  TagRoleResponse tagRole(TagRoleRequest request, Call call);
  List<Requirement> tagRoleRule(TagRoleRequest request, Call call);
  UntagRoleResponse untagRole(UntagRoleRequest request, Call call);
  List<Requirement> untagRoleRule(UntagRoleRequest request, Call call);
  ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request, Call call);
  List<Requirement> listRoleTagsRule(ListRoleTagsRequest request, Call call);
  PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request, Call call);
  List<Requirement> putRolePermissionsBoundaryRule(PutRolePermissionsBoundaryRequest request, Call call);
  DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(DeleteRolePermissionsBoundaryRequest request, Call call);
  List<Requirement> deleteRolePermissionsBoundaryRule(DeleteRolePermissionsBoundaryRequest request, Call call);
}
