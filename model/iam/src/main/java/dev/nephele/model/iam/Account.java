package dev.nephele.model.iam;
import java.util.*;
import dev.nephele.kernel.*;
public interface Account {
  GetAccountSummaryResponse getAccountSummary(GetAccountSummaryRequest request, Call call);
  List<Requirement> getAccountSummaryRule(GetAccountSummaryRequest request, Call call);
  CreateAccountAliasResponse createAccountAlias(CreateAccountAliasRequest request, Call call);
  List<Requirement> createAccountAliasRule(CreateAccountAliasRequest request, Call call);
  DeleteAccountAliasResponse deleteAccountAlias(DeleteAccountAliasRequest request, Call call);
  List<Requirement> deleteAccountAliasRule(DeleteAccountAliasRequest request, Call call);
  ListAccountAliasesResponse listAccountAliases(ListAccountAliasesRequest request, Call call);
  List<Requirement> listAccountAliasesRule(ListAccountAliasesRequest request, Call call);
  GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request, Call call);
  List<Requirement> getAccountAuthorizationDetailsRule(GetAccountAuthorizationDetailsRequest request, Call call);
}
