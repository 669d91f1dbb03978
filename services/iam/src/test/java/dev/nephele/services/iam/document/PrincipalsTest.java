package dev.nephele.services.iam.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PrincipalsTest {
    private static final String DOCUMENT = """
            { "Version" : "2012-10-17",
              "Statement" : [
                {"Effect":"Allow","Principal":{"AWS":["a","b\\/c"],"Service":"s.amazonaws.com"},"Action":"sts:AssumeRole"},
                {"Principal" : { "AWS" : "d" }, "Condition":{"StringEquals":{"AWS":"no"}}, "Sid": true },
                {"Principal":"*"}
              ] }
            """;

    @Test
    void listsOnlyAwsPrincipals() {
        assertThat(Principals.list(DOCUMENT)).containsExactly("a", "b/c", "d");
    }

    @Test
    void findsPrincipalsOfASingleStatement() {
        assertThat(Principals.list("{\"Statement\":{\"Principal\":{\"AWS\":\"\\u0061\"}}}"))
                .containsExactly("a");
    }

    @Test
    void replacesInPlaceAndLeavesTheRest() {
        assertThat(Principals.replace(DOCUMENT, text -> text.equals("b/c") ? text : text.toUpperCase(Locale.ROOT)))
                .isEqualTo(DOCUMENT.replace("\"a\"", "\"A\"").replace("\"d\"", "\"D\""));
    }

    @Test
    void answersTheSameTextWhenNothingIsReplaced() {
        assertThat(Principals.replace(DOCUMENT, text -> text)).isSameAs(DOCUMENT);
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> Principals.list("{\"Statement\":")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Principals.list("[".repeat(100))).isInstanceOf(IllegalArgumentException.class);
    }
}
