package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface Users {
  CreateUserResponse createUser(CreateUserRequest request, Call call);
  List<Requirement> createUserRule(CreateUserRequest request, Call call);
  GetUserResponse getUser(GetUserRequest request, Call call);
  List<Requirement> getUserRule(GetUserRequest request, Call call);
  UpdateUserResponse updateUser(UpdateUserRequest request, Call call);
  List<Requirement> updateUserRule(UpdateUserRequest request, Call call);
  DeleteUserResponse deleteUser(DeleteUserRequest request, Call call);
  List<Requirement> deleteUserRule(DeleteUserRequest request, Call call);
  ListUsersResponse listUsers(ListUsersRequest request, Call call);
  List<Requirement> listUsersRule(ListUsersRequest request, Call call);
  TagUserResponse tagUser(TagUserRequest request, Call call);
  List<Requirement> tagUserRule(TagUserRequest request, Call call);
  UntagUserResponse untagUser(UntagUserRequest request, Call call);
  List<Requirement> untagUserRule(UntagUserRequest request, Call call);
  ListUserTagsResponse listUserTags(ListUserTagsRequest request, Call call);
  List<Requirement> listUserTagsRule(ListUserTagsRequest request, Call call);
  PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(PutUserPermissionsBoundaryRequest request, Call call);
  List<Requirement> putUserPermissionsBoundaryRule(PutUserPermissionsBoundaryRequest request, Call call);
  DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(DeleteUserPermissionsBoundaryRequest request, Call call);
  List<Requirement> deleteUserPermissionsBoundaryRule(DeleteUserPermissionsBoundaryRequest request, Call call);
}
