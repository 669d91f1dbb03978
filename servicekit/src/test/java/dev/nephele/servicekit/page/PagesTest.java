package dev.nephele.servicekit.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.View;
import dev.nephele.servicekit.FakeCall;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.RootKey;
import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Scan;
import dev.nephele.storage.table.Table;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagesTest {
    /** A list shows those of one folder. */
    private record File(String folder, String name) {}

    private static final RegionTable<File, String> FILES = Table.regional(
            0x7001,
            KeyCodec.of((out, key) -> out.text(key.folder).text(key.name), in -> new File(in.text(), in.text())),
            RowCodec.text());
    private static final Ids IDS = new SecureRandom()::nextBytes;
    private static final Call CALL = FakeCall.of("111122223333");

    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final CloudKey key = CloudKey.of(store, IDS, RootKey.create(IDS));
    private final Pages pages = new Pages(key, "files", Refused::new);

    private static final class Refused extends RuntimeException {
        Refused(String token) {
            super(token);
        }
    }

    private void put(String folder, String... names) {
        store.update(transaction ->
                Stream.of(names).forEach(name -> FILES.in(CALL).put(transaction, new File(folder, name), name)));
    }

    private Scan<File, String> folder(String folder) {
        return FILES.in(CALL).scan().under(out -> out.text(folder));
    }

    private Listing list(String folder) {
        return pages.of("ListFiles", CALL, folder);
    }

    /** Each page of a list, read to its end. */
    private <T> List<List<T>> all(Listing list, int most, Function<Wanted, Page<T>> read) {
        List<List<T>> all = new ArrayList<>();
        @Nullable String token = null;
        do {
            Page<T> page = read.apply(list.page(token, most));
            all.add(page.items());
            token = page.next();
        } while (token != null);
        return all;
    }

    private static Page<String> names(Wanted wanted, View view, Scan<File, String> scan) {
        return wanted.rows(view, scan, (file, name) -> name.startsWith("-") ? Optional.empty() : Optional.of(name));
    }

    private String token(String folder) {
        put(folder, "a", "b");
        return names(list(folder).page(null, 1), store.view(), folder(folder)).next();
    }

    private void assertRefused(Listing list, String token) {
        assertThatThrownBy(() -> list.page(token, 1))
                .isInstanceOf(Refused.class)
                .hasMessage(token);
    }

    @Test
    void showsEveryRowOnce() {
        put("x", "out");
        put("y", "a", "b", "c", "d");
        put("z", "out");
        assertThat(all(list("y"), 2, wanted -> names(wanted, store.view(), folder("y"))))
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(all(list("y"), 3, wanted -> names(wanted, store.view(), folder("y"))))
                .containsExactly(List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void leavesRowsOutWithoutEndingThePage() {
        put("y", "-1", "a", "-2", "b", "-3");
        assertThat(all(list("y"), 1, wanted -> names(wanted, store.view(), folder("y"))))
                .containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void endsAPageAfterTheRowsThatItMayLookAt() {
        put("y", "-1", "-2", "-3", "a");
        assertThat(all(list("y"), 5, wanted -> names(wanted.looking(3), store.view(), folder("y"))))
                .containsExactly(List.of(), List.of("a"));
    }

    @Test
    void showsEveryKeyOnce() {
        put("y", "a", "b", "c");
        assertThat(all(list("y"), 2, wanted -> wanted.keys(store.view(), folder("y"))))
                .extracting(page -> page.stream().map(File::name).toList())
                .containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void goesOnBehindAKeyThatIsGone() {
        String token = token("y");
        store.update(transaction -> FILES.in(CALL).delete(transaction, new File("y", "a")));
        assertThat(names(list("y").page(token, 1), store.view(), folder("y")).items())
                .containsExactly("b");
    }

    @Test
    void isEmptyWhereNothingIs() {
        Page<String> page = names(list("y").page(null, 2), store.view(), folder("y"));
        assertThat(page.items()).isEmpty();
        assertThat(page.isTruncated()).isFalse();
    }

    @Test
    void goesOnWhereItWasAfterAPageOfNothing() {
        put("y", "a", "b");
        Page<String> none = names(list("y").page(null, 0), store.view(), folder("y"));
        assertThat(none.items()).isEmpty();
        assertThat(names(list("y").page(none.next(), 5), store.view(), folder("y"))
                        .items())
                .containsExactly("a", "b");
    }

    @Test
    void cutsListsInMemory() {
        List<Integer> numbers = IntStream.range(0, 7).boxed().toList();
        assertThat(all(list("y"), 3, wanted -> wanted.of(numbers)))
                .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
        assertThat(all(list("y"), 7, wanted -> wanted.of(numbers))).containsExactly(numbers);
    }

    @Test
    void isEmptyBehindTheEndOfAListThatHasShrunk() {
        String token = list("y").page(null, 2).of(List.of(1, 2, 3)).next();
        assertThat(list("y").page(token, 2).of(List.of(1))).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    void tellsPlacesThatAreTexts() {
        Wanted first = list("y").page(null, 2);
        assertThat(first.after()).isEmpty();
        assertThat(list("y").page(first.token("é\0x"), 2).after()).hasValue("é\0x");
    }

    /** Two folders one after the other; a page may hold files of both. */
    private Page<String> both(Wanted wanted) {
        List<String> items = new ArrayList<>();
        Optional<String> token = Optional.empty();
        List<String> folders = List.of("x", "y");
        for (int part = wanted.part(); part < folders.size() && token.isEmpty(); part++) {
            Page<String> page =
                    names(wanted.part(part, wanted.most() - items.size()), store.view(), folder(folders.get(part)));
            items.addAll(page.items());
            token = page.token();
        }
        return new Page<>(items, token);
    }

    @Test
    void readsListsOneAfterTheOther() {
        put("x", "a", "b", "c");
        put("y", "d", "e");
        assertThat(all(list("both"), 2, this::both))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
        assertThat(all(list("both"), 3, this::both)).containsExactly(List.of("a", "b", "c"), List.of("d", "e"));
    }

    @Test
    void refusesATokenOfAnotherFilter() {
        String token = token("y");
        assertRefused(list("x"), token);
        assertRefused(pages.of("ListFiles", CALL), token);
        assertRefused(pages.of("ListFiles", CALL, "y", null), token);
        assertRefused(pages.of("ListFiles", CALL, List.of("y")), token);
    }

    @Test
    void tellsFiltersApart() {
        List<List<@Nullable Object>> filters = List.of(
                Arrays.asList("a", null),
                Arrays.asList(null, "a"),
                Arrays.asList("", "a"),
                Arrays.asList("a", ""),
                Arrays.asList(List.of("a"), List.of()),
                Arrays.asList(List.of(), List.of("a")),
                Arrays.asList(List.of("a", "b"), null),
                Arrays.asList(List.of("a, b"), null),
                Arrays.asList(true, 1),
                Arrays.asList(false, 1));
        for (List<@Nullable Object> one : filters) {
            String token =
                    pages.of("ListFiles", CALL, one.toArray()).page(null, 1).token("place");
            for (List<@Nullable Object> other : filters) {
                Listing list = pages.of("ListFiles", CALL, other.toArray());
                if (one.equals(other)) {
                    assertThat(list.page(token, 1).after()).hasValue("place");
                } else {
                    assertRefused(list, token);
                }
            }
        }
    }

    @Test
    void refusesATokenOfAnotherOperationServiceAccountOrRegion() {
        String token = token("y");
        assertRefused(pages.of("ListFolders", CALL, "y"), token);
        assertRefused(new Pages(key, "folders", Refused::new).of("ListFiles", CALL, "y"), token);
        assertRefused(pages.of("ListFiles", FakeCall.of("444455556666"), "y"), token);
        Call elsewhere = new FakeCall(new AccountId("111122223333"), new Region("eu-west-1"));
        assertRefused(pages.of("ListFiles", elsewhere, "y"), token);
    }

    @Test
    void refusesATokenThatWasChangedAnywhere() {
        String token = token("y");
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < token.length(); i++) {
            char other = alphabet.charAt((alphabet.indexOf(token.charAt(i)) + 1) % alphabet.length());
            assertRefused(list("y"), token.substring(0, i) + other + token.substring(i + 1));
            assertRefused(list("y"), token.substring(0, i));
        }
        for (String none :
                List.of("", " ", "x", "not base64!", token + "=", token + "A", " " + token, "é".repeat(300))) {
            assertRefused(list("y"), none);
        }
    }

    @Test
    void saysNothingOfTheRow() {
        put("folder-of-secrets", "secret-name-1", "secret-name-2");
        String token = names(list("f").page(null, 1), store.view(), folder("folder-of-secrets"))
                .next();
        String bytes = new String(Base64.getUrlDecoder().decode(token), ISO_8859_1);
        assertThat(bytes).doesNotContain("secret");
        assertThat(token).matches("[A-Za-z0-9_-]+");
    }

    /** IAM's markers have 320 characters at most. A place leaves out what the filter says anyway. */
    @Test
    void isShortWhereTheKeyIsLong() {
        String folder = "f".repeat(600);
        put(folder, "a".repeat(128), "b".repeat(128));
        assertThat(names(list(folder).page(null, 1), store.view(), folder(folder))
                        .next())
                .hasSizeLessThanOrEqualTo(230);
    }
}
