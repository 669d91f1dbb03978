package dev.nephele.model.sts;
import java.util.*;
import dev.nephele.kernel.*;
public interface Sessions {
  AssumeRoleResponse assumeRole(AssumeRoleRequest request, Call call);
  List<Requirement> assumeRoleRule(AssumeRoleRequest request, Call call);
  GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request, Call call);
  List<Requirement> getSessionTokenRule(GetSessionTokenRequest request, Call call);
  GetFederationTokenResponse getFederationToken(GetFederationTokenRequest request, Call call);
  List<Requirement> getFederationTokenRule(GetFederationTokenRequest request, Call call);
}
