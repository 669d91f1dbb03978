package dev.nephele.model.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private static final String FACTS = """
            {"metadata":{"apiVersion":"2026-01-01","endpointPrefix":"birds","protocols":["json","query"],"jsonVersion":"1.0",
              "serviceId":"Birds","targetPrefix":"Aviary"},
            "operations":{
              "Ring":{"name":"Ring","http":{"method":"POST","requestUri":"/"},"input":{"shape":"RingRequest"},
                "output":{"shape":"Object"},"errors":[{"shape":"NoSuchBird"}]},
              "Sing":{"name":"Sing","http":{"method":"POST","requestUri":"/"},"authtype":"none"},
              "Moult":{"name":"Moult","http":{"method":"POST","requestUri":"/"},"input":{"shape":"Feather"}},
              "Tag":{"name":"Tag","http":{"method":"POST","requestUri":"/"},"input":{"shape":"TagRequest"}},
              "Untag":{"name":"Untag","http":{"method":"POST","requestUri":"/"},"input":{"shape":"UntagRequest"}}},
            "shapes":{
              "RingRequest":{"type":"structure","required":["BirdId"],"members":{
                "BirdId":{"shape":"Id"},"Class":{"shape":"Id"},"Chicks":{"shape":"Birds"},"MD5OfSong":{"shape":"Id"}}},
              "Object":{"type":"structure","members":{"Chick":{"shape":"Object"}}},
              "Birds":{"type":"list","member":{"shape":"Object"},"flattened":true},
              "Feather":{"type":"structure","members":{}},
              "TagRequest":{"type":"structure","required":["BirdId"],"members":{
                "BirdId":{"shape":"Id"},"Tags":{"shape":"Tags"}}},
              "Tags":{"type":"list","member":{"shape":"Tag"}},
              "Tag":{"type":"structure","required":["Key"],"members":{"Key":{"shape":"Id"},"Value":{"shape":"Id"}}},
              "UntagRequest":{"type":"structure","required":["BirdId","TagKeys"],"members":{
                "BirdId":{"shape":"Id"},"TagKeys":{"shape":"Keys"}}},
              "Keys":{"type":"list","member":{"shape":"Id"}},
              "Id":{"type":"string","min":1,"max":8,"pattern":"[a-z]+\\\\d"},
              "NoSuchBird":{"type":"structure","exception":true,"error":{"code":"Bird.Gone","httpStatusCode":404},
                "members":{"message":{"shape":"Id"},"BirdId":{"shape":"Id"}}}}}
            """;

    @TempDir
    Path folder;

    private Path given(String manifest) throws IOException {
        Files.writeString(folder.resolve("birds.json"), FACTS);
        return Files.writeString(folder.resolve("birds.manifest"), manifest);
    }

    private Sources generated(String manifest) throws IOException {
        Path file = given(manifest);
        return Main.generate("birds", Facts.read(folder.resolve("birds.json")), Manifest.read(file));
    }

    @Test
    void writesOneInterfaceForEachNounWithBehaviourAndRule() throws IOException {
        String rings = generated("Rings: Ring\n").text("Rings");

        assertThat(rings).contains("BirdsObject ring(RingRequest request, dev.nephele.kernel.Call call);");
        assertThat(rings).contains("Requirement> ringRule(RingRequest request, dev.nephele.kernel.Undecided call);");
    }

    @Test
    void writesTheRulesThatTheManifestSays() throws IOException {
        Sources sources = generated("""
                @bird BirdId
                Rings: Ring@bird=aviary:PutRing+birds:class=Class
                Tagging: Tag@bird Untag@bird
                Songs: Sing@
                """);

        assertThat(sources.text("Rings")).doesNotContain("Rule");
        assertThat(sources.text("BirdsResources"))
                .contains("/** An action on the bird that a request names by its BirdId. */")
                .contains("Builder bird(java.lang.String action, java.lang.String birdId, dev.nephele.kernel.Undecided"
                        + " call);");
        assertThat(sources.text("BirdsService"))
                .contains(
                        "public BirdsService(BirdsResources birdsResources, Rings rings, Tagging tagging, Songs songs)")
                .contains("case 0 -> ringRule((RingRequest) input, call);")
                .contains("return birdsResources.bird(\"aviary:PutRing\", request.birdId(), call)"
                        + ".with(\"birds:class\", java.util.Optional.ofNullable(request.class_())).only();")
                .contains("return birdsResources.bird(\"birds:Tag\", request.birdId(), call).requestTags("
                        + "tags((request.tags() == null ? java.util.List.of() : request.tags()))).only();")
                .contains("map.put(tag.key(), value == null ? \"\" : value);")
                .contains(
                        ".bird(\"birds:Untag\", request.birdId(), call).with(\"aws:TagKeys\", request.tagKeys()).only();")
                .contains("return dev.nephele.kernel.Requirement.of(\"birds:Sing\", call.account()).only();");
    }

    @Test
    void leavesOutTheResourcesWhereNoRuleIsOnOne() throws IOException {
        Sources sources = generated("Songs: Sing@\n");
        assertThat(sources.files()).doesNotContainKey("BirdsResources");
        assertThat(sources.text("BirdsService")).contains("public BirdsService(Songs songs)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    @bird Nest;Rings: Ring@bird | the input of Ring has no text Nest
                    @bird Chicks;Rings: Ring@bird | the input of Ring has no text Chicks
                    @bird BirdId;Rings: Ring | no rule is on @bird
                    Rings: Ring@bird | no line '@bird …' says what names it
                    @bird BirdId;@bird Class;Rings: Ring@bird | is said twice
                    Rings: Ring@+birds:class=Nest | the input of Ring has no text Nest
                    Rings: Ring@bird@ | is no operation
                    """)
    void refusesRulesThatTheModelCannotBear(String manifest, String reason) {
        assertThatThrownBy(() -> generated(manifest.replace(";", "\n") + "\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void writesOnlyWhatServedOperationsReach() throws IOException {
        assertThat(generated("Rings: Ring\n").files()).doesNotContainKeys("Feather", "SingRequest");
        assertThat(generated("Plumage: Moult\n").files()).containsKey("Feather").doesNotContainKey("RingRequest");
    }

    @Test
    void namesMembersAsJavaDoes() throws IOException {
        assertThat(generated("Rings: Ring\n").text("RingRequest"))
                .contains("java.lang.String birdId,")
                .contains("java.lang.@org.jspecify.annotations.Nullable String class_,")
                .contains("Nullable String md5OfSong)");
    }

    @Test
    void keepsTheConstraintsOfTheModel() throws IOException {
        assertThat(generated("Rings: Ring\n").text("BirdsShapes"))
                .contains("Constraints(1.0d, 8.0d, \"[a-z]+\\\\d\", java.util.List.of())");
    }

    @Test
    void makesErrorsThatKnowTheirCodeStatusAndMembers() throws IOException {
        assertThat(generated("Rings: Ring\n").text("NoSuchBird"))
                .contains("super(\"Bird.Gone\", 404, true, message);")
                .contains("case 0 -> text().orElse(null);")
                .contains("case 1 -> birdId;");
    }

    @Test
    void listsEveryOperationAndWhetherItIsServed() throws IOException {
        assertThat(generated("Songs: Sing\n").text("BirdsModel"))
                .contains("entry(\"Sing\", new dev.nephele.model.Operation.Http(\"POST\", \"/\", 200), true, true)")
                .contains("entry(\"Moult\", new dev.nephele.model.Operation.Http(\"POST\", \"/\", 200), false, false)");
    }

    @Test
    void givesOperationsWithoutShapesEmptyOnes() throws IOException {
        assertThat(generated("Songs: Sing\n").text("Songs")).contains("SingResponse sing(SingRequest request,");
    }

    @Test
    void refusesOperationsThatTheModelDoesNotHave() {
        assertThatThrownBy(() -> generated("Songs: Croak\n")).hasMessage("birds has no operation Croak");
    }

    @Test
    void refusesNounsThatAreShapes() {
        assertThatThrownBy(() -> generated("Feather: Moult\n")).hasMessage("two types are called Feather");
    }

    @Test
    void writesTheMannersOfTheManifest() throws IOException {
        assertThat(generated("!validation missing-parameter\nSongs: Sing\n").text("BirdsModel"))
                .contains(".validation(dev.nephele.model.Manners.Validation.MISSING_PARAMETER)");
        assertThat(generated("Songs: Sing\n").text("BirdsModel")).contains("dev.nephele.model.Manners.USUAL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    !validaton full          | there is no manner !validaton
                    !validation loud         | the value is none of full, valueless,
                    !validation              | the value is none of full,
                    !error-namespace         | the value is not one word
                    !query-errors-kept       | the value is not one word
                    !query-text Gone         | the value is not a word and a text
                    !denial-json-status 4o3  | the value is no number
                    !unknown-action Sing it  | the value has no %s for the name
                    !protocol s4             | the only variety of a protocol is s3
                    !global yes              | takes no value
                    Sing                     | names no noun
                    """)
    void refusesLinesThatSayNothingByTheirNumber(String line, String reason) {
        assertThatThrownBy(() -> generated("# Birds.\n" + line + "\nSongs: Sing\n"))
                .hasMessageStartingWith("birds.manifest:2: '" + line + "': " + reason);
    }

    @Test
    void refusesMannersThatStandTwice() {
        assertThatThrownBy(() -> generated("!global\nSongs: Sing\n!global\n"))
                .hasMessage("birds.manifest:3: '!global': !global stands twice");
    }

    @Test
    void writesTextsOfMannersAsTheyStand() throws IOException {
        assertThat(generated("!query-text Gone The \"bird\" is  gone.\n!query-text Lost It flew.\n"
                                + "!query-errors-kept Gone Lost\n!query-detail\nSongs: Sing\n")
                        .text("BirdsModel"))
                .contains(".queryText(\"Gone\", \"The \\\"bird\\\" is  gone.\")")
                .contains(".queryText(\"Lost\", \"It flew.\")")
                .contains(".queryErrorsKept(\"Gone\", \"Lost\")")
                .contains(".queryDetail()");
    }

    @Test
    void writesNothingWhenNothingChanged() throws IOException {
        Path manifest = given("Rings: Ring\n");
        String[] arguments = {
            folder.resolve("birds.json").toString(),
            manifest.toString(),
            folder.resolve("out").toString()
        };
        Main.main(arguments);
        Path written = folder.resolve("out/dev/nephele/model/birds/RingRequest.java");
        FileTime before = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(written, before);

        Main.main(arguments);
        Files.writeString(manifest, "Rings: Ring\nPlumage: Moult\n");
        Main.main(arguments);

        assertThat(Files.getLastModifiedTime(written)).isEqualTo(before);
        assertThat(folder.resolve("out/dev/nephele/model/birds/Feather.java")).exists();
    }
}
