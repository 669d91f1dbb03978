package dev.nephele.services.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.account.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccountContactsTest {
    private static final ContactInformation ALICE = new ContactInformation(
            "Alice", "1 Main Street", null, null, "Seattle", "WA", null, "98101", "US", "+12065550100", null, null);
    private static final ContactInformation BOB = new ContactInformation(
            "Bob",
            "2 Main Street",
            "Floor 2",
            "Room 3",
            "Seattle",
            "WA",
            "King",
            "98101",
            "US",
            "+12065550101",
            "Example Corp.",
            "https://example.com");

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new AccountManagement(ground.store()).served());

    private static void put(ContactInformation contact, Client client) {
        client.call(AccountOperations.PUT_CONTACT_INFORMATION, new PutContactInformationRequest(contact, null));
    }

    private static ContactInformation get(Client client) {
        return client.call(AccountOperations.GET_CONTACT_INFORMATION, new GetContactInformationRequest(null))
                .contactInformation();
    }

    @Test
    void areReplacedAsAWhole() {
        put(BOB, cloud.root());
        assertThat(get(cloud.root())).isEqualTo(BOB);
        put(ALICE, cloud.root());
        assertThat(get(cloud.root())).isEqualTo(ALICE);
    }

    @Test
    void areAbsentUntilTheyArePut() {
        assertThat(Refusal.of(() -> get(cloud.root())))
                .isEqualTo(new Refusal(
                        "ResourceNotFoundException", 404, "No contact information found for the inputted account."));
    }

    @Test
    void areOfTheAccountInEveryRegion() {
        put(ALICE, cloud.root());
        assertThat(get(cloud.root().in("eu-west-1"))).isEqualTo(ALICE);
        assertThat(Refusal.of(() -> get(cloud.root(Cloud.STRANGERS))).code()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void areNotThoseOfANamedAccountWithoutAnOrganization() {
        put(ALICE, cloud.root());
        for (String account : new String[] {"111122223333", "444455556666"}) {
            assertThat(cloud.root()
                            .refusal(
                                    AccountOperations.GET_CONTACT_INFORMATION,
                                    new GetContactInformationRequest(account))
                            .code())
                    .isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void areReadAndWrittenByWhomAPolicyAllows() {
        Client reader = cloud.user("reader", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"account:GetContactInformation",
                "Resource":"arn:aws:account::111122223333:account"}}""");
        put(ALICE, cloud.root());
        assertThat(get(reader)).isEqualTo(ALICE);
        assertThat(Refusal.of(() -> put(BOB, reader)).code()).isEqualTo("AccessDeniedException");
        assertThat(get(reader)).isEqualTo(ALICE);
    }

    @Test
    void areHeldAgainstTheModel() {
        ContactInformation nameless = new ContactInformation(
                "", "1 Main Street", null, null, "Seattle", "WA", null, "98101", "US", "+12065550100", null, null);
        assertThat(Refusal.of(() -> put(nameless, cloud.root())).code()).isEqualTo("ValidationException");
        ContactInformation far = new ContactInformation(
                "A", "1 Main Street", null, null, "Seattle", "WA", null, "98101", "USA", "+12065550100", null, null);
        assertThat(Refusal.of(() -> put(far, cloud.root())).code()).isEqualTo("ValidationException");
    }
}
