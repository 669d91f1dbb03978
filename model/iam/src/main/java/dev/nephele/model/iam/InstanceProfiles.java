package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface InstanceProfiles {
  CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request, Call call);
  List<Requirement> createInstanceProfileRule(CreateInstanceProfileRequest request, Call call);
  GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request, Call call);
  List<Requirement> getInstanceProfileRule(GetInstanceProfileRequest request, Call call);
  DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request, Call call);
  List<Requirement> deleteInstanceProfileRule(DeleteInstanceProfileRequest request, Call call);
  ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request, Call call);
  List<Requirement> listInstanceProfilesRule(ListInstanceProfilesRequest request, Call call);
  ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request, Call call);
  List<Requirement> listInstanceProfilesForRoleRule(ListInstanceProfilesForRoleRequest request, Call call);
  AddRoleToInstanceProfileResponse addRoleToInstanceProfile(AddRoleToInstanceProfileRequest request, Call call);
  List<Requirement> addRoleToInstanceProfileRule(AddRoleToInstanceProfileRequest request, Call call);
  RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(RemoveRoleFromInstanceProfileRequest request, Call call);
  List<Requirement> removeRoleFromInstanceProfileRule(RemoveRoleFromInstanceProfileRequest request, Call call);
  TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest request, Call call);
  List<Requirement> tagInstanceProfileRule(TagInstanceProfileRequest request, Call call);
  UntagInstanceProfileResponse untagInstanceProfile(UntagInstanceProfileRequest request, Call call);
  List<Requirement> untagInstanceProfileRule(UntagInstanceProfileRequest request, Call call);
  ListInstanceProfileTagsResponse listInstanceProfileTags(ListInstanceProfileTagsRequest request, Call call);
  List<Requirement> listInstanceProfileTagsRule(ListInstanceProfileTagsRequest request, Call call);
}
