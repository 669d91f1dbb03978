package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface ServiceLinkedRoles {
  CreateServiceLinkedRoleResponse createServiceLinkedRole(CreateServiceLinkedRoleRequest request, Call call);
  List<Requirement> createServiceLinkedRoleRule(CreateServiceLinkedRoleRequest request, Call call);
  DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(DeleteServiceLinkedRoleRequest request, Call call);
  List<Requirement> deleteServiceLinkedRoleRule(DeleteServiceLinkedRoleRequest request, Call call);
  GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(GetServiceLinkedRoleDeletionStatusRequest request, Call call);
  List<Requirement> getServiceLinkedRoleDeletionStatusRule(GetServiceLinkedRoleDeletionStatusRequest request, Call call);
}
