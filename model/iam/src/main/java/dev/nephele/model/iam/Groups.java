package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface Groups {
  CreateGroupResponse createGroup(CreateGroupRequest request, Call call);
  List<Requirement> createGroupRule(CreateGroupRequest request, Call call);
  GetGroupResponse getGroup(GetGroupRequest request, Call call);
  List<Requirement> getGroupRule(GetGroupRequest request, Call call);
  UpdateGroupResponse updateGroup(UpdateGroupRequest request, Call call);
  List<Requirement> updateGroupRule(UpdateGroupRequest request, Call call);
  DeleteGroupResponse deleteGroup(DeleteGroupRequest request, Call call);
  List<Requirement> deleteGroupRule(DeleteGroupRequest request, Call call);
  ListGroupsResponse listGroups(ListGroupsRequest request, Call call);
  List<Requirement> listGroupsRule(ListGroupsRequest request, Call call);
  AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request, Call call);
  List<Requirement> addUserToGroupRule(AddUserToGroupRequest request, Call call);
  RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request, Call call);
  List<Requirement> removeUserFromGroupRule(RemoveUserFromGroupRequest request, Call call);
  ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request, Call call);
  List<Requirement> listGroupsForUserRule(ListGroupsForUserRequest request, Call call);
}
