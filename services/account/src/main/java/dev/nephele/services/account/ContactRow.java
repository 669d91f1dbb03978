package dev.nephele.services.account;

import dev.nephele.model.account.ContactInformation;
import dev.nephele.storage.table.AccountTable;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import dev.nephele.storage.table.Table;
import java.util.Optional;

/** How the contact of an account is stored. */
final class ContactRow {
    static final AccountTable<String, ContactInformation> CONTACTS =
            Table.account(0x1401, KeyCodec.text(), RowCodec.of(1, ContactRow::write, ContactRow::read));

    private ContactRow() {}

    private static void write(ContactInformation contact, RowWriter out) {
        out.text(contact.fullName())
                .text(contact.addressLine1())
                .optionalText(Optional.ofNullable(contact.addressLine2()))
                .optionalText(Optional.ofNullable(contact.addressLine3()))
                .text(contact.city())
                .optionalText(Optional.ofNullable(contact.stateOrRegion()))
                .optionalText(Optional.ofNullable(contact.districtOrCounty()))
                .text(contact.postalCode())
                .text(contact.countryCode())
                .text(contact.phoneNumber())
                .optionalText(Optional.ofNullable(contact.companyName()))
                .optionalText(Optional.ofNullable(contact.websiteUrl()));
    }

    private static ContactInformation read(RowReader in) {
        return new ContactInformation(
                in.text(),
                in.text(),
                in.optionalText().orElse(null),
                in.optionalText().orElse(null),
                in.text(),
                in.optionalText().orElse(null),
                in.optionalText().orElse(null),
                in.text(),
                in.text(),
                in.text(),
                in.optionalText().orElse(null),
                in.optionalText().orElse(null));
    }
}
