package dev.nephele.services.cloudwatch;

import dev.nephele.model.ServiceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The data of one period, from which every statistic can be told. Not safe for several threads. */
final class Summary {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(\\.\\d{0,10})?|100)");

    private record Weighted(double value, double count) {}

    private final List<Weighted> values = new ArrayList<>();
    private boolean exact = true;
    private double count;
    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    void add(Series.Sample sample) {
        List<Double> numbers = sample.numbers();
        if (sample.summary()) {
            count += numbers.get(0);
            sum += numbers.get(1);
            minimum = Math.min(minimum, numbers.get(2));
            maximum = Math.max(maximum, numbers.get(3));
            boolean one = numbers.get(0) == 1 || numbers.get(2).equals(numbers.get(3));
            exact &= one;
            if (one) {
                values.add(new Weighted(numbers.get(2), numbers.get(0)));
            }
            return;
        }
        for (int i = 0; i < numbers.size(); i += 2) {
            double value = numbers.get(i);
            double times = numbers.get(i + 1);
            count += times;
            sum += value * times;
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
            values.add(new Weighted(value, times));
        }
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double average() {
        return sum / count;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    /**
     * A statistic by its name: one of the five, or a percentile such as {@code p99.9}. Empty for a percentile of data that
     * came as a summary.
     *
     * @throws ServiceException for names that are none, or that are not served
     */
    Optional<Double> statistic(String name) {
        return switch (name) {
            case "SampleCount" -> Optional.of(count);
            case "Sum" -> Optional.of(sum);
            case "Average" -> Optional.of(average());
            case "Minimum" -> Optional.of(minimum);
            case "Maximum" -> Optional.of(maximum);
            default -> percentile(Double.parseDouble(name.substring(1)));
        };
    }

    /** @throws ServiceException {@code InvalidParameterValue}, {@code NotImplemented} */
    static void requireKnown(String name, String parameter) {
        switch (name) {
            case "SampleCount", "Sum", "Average", "Minimum", "Maximum" -> {}
            default -> {
                if (name.matches("(tm|wm|tc|ts|TM|WM|TC|TS|PR|IQM).*")) {
                    throw ServiceException.of("NotImplemented", 501, "The statistic " + name + " is not served.");
                }
                if (!PERCENTILE.matcher(name).matches()) {
                    throw Problems.invalidValue(
                            "The value " + name + " for parameter " + parameter + " is not supported.");
                }
            }
        }
    }

    /** Linear between the closest ranks, as of a sorted list in which each value stands as often as it occurred. */
    private Optional<Double> percentile(double percent) {
        if (!exact || values.isEmpty()) {
            return Optional.empty();
        }
        values.sort(Comparator.comparingDouble(Weighted::value));
        double rank = percent / 100 * (count - 1);
        double below = at(Math.floor(rank));
        double above = at(Math.ceil(rank));
        return Optional.of(below + (above - below) * (rank - Math.floor(rank)));
    }

    private double at(double index) {
        double seen = 0;
        for (Weighted each : values) {
            seen += each.count;
            if (index < seen) {
                return each.value;
            }
        }
        return values.getLast().value;
    }
}
