package dev.nephele.model.sts;
import java.util.*;
import dev.nephele.kernel.*;
public interface Identity {
  GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Call call);
  List<Requirement> getCallerIdentityRule(GetCallerIdentityRequest request, Call call);
  GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request, Call call);
  List<Requirement> getAccessKeyInfoRule(GetAccessKeyInfoRequest request, Call call);
  DecodeAuthorizationMessageResponse decodeAuthorizationMessage(DecodeAuthorizationMessageRequest request, Call call);
  List<Requirement> decodeAuthorizationMessageRule(DecodeAuthorizationMessageRequest request, Call call);
}
