package dev.nephele.services.sns;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Region;
import java.util.regex.Pattern;

/**
 * A topic by its place and name. Names have 1 to 256 letters, digits, hyphens and underscores; those of FIFO topics end
 * with {@code .fifo}.
 */
record TopicName(AccountId account, Region region, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final String FIFO = ".fifo";
    private static final int MOST_CHARACTERS = 256;
    private static final int PARTS = 6;

    /**
     * The topic that an ARN names; it must be one of the Region that is asked.
     *
     * @param parameter what the ARN is called in the request
     * @throws dev.nephele.model.ServiceException {@code InvalidParameter}
     */
    static TopicName of(String arn, String parameter, Call call) {
        int parts = arn.split(":", -1).length;
        if (parts < PARTS) {
            throw Problems.invalid(parameter + " Reason: An ARN must have at least 6 elements, not " + parts);
        }
        return Arn.parse(arn)
                .filter(parsed -> parsed.service().equals("sns")
                        && parsed.region().equals(call.region().code())
                        && AccountId.isValid(parsed.account()))
                .map(parsed -> new TopicName(new AccountId(parsed.account()), call.region(), parsed.resource()))
                .filter(name -> name.arn().toString().equals(arn) && name.isValid(name.fifo()))
                .orElseThrow(() -> Problems.invalid(parameter));
    }

    /** Whether a topic of the kind may have this name. */
    boolean isValid(boolean asFifo) {
        String plain = asFifo && fifo() ? name.substring(0, name.length() - FIFO.length()) : name;
        return asFifo == fifo()
                && name.length() <= MOST_CHARACTERS
                && NAME.matcher(plain).matches();
    }

    boolean fifo() {
        return name.endsWith(FIFO);
    }

    Arn arn() {
        return Arn.of("sns", region, account, name);
    }
}
