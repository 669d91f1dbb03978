package dev.nephele.services.ec2;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.ec2.AvailabilityZone;
import dev.nephele.model.ec2.DescribeAvailabilityZonesRequest;
import dev.nephele.model.ec2.DescribeAvailabilityZonesResult;
import dev.nephele.model.ec2.DescribeRegionsRequest;
import dev.nephele.model.ec2.DescribeRegionsResult;
import dev.nephele.model.ec2.Ec2Resources;
import dev.nephele.model.ec2.Places;
import dev.nephele.model.ec2.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Regions and Availability Zones. No account has opted in to a Region that wants that. */
final class Ec2Places implements Places, Ec2Resources {

    @Override
    public DescribeRegionsResult describeRegions(DescribeRegionsRequest request, Call call) {
        Problems.endDryRun(request.dryRun());
        Set<String> wanted = wanted(request.regionNames());
        List<Region> regions = new ArrayList<>();
        for (Geography place : Geography.all()) {
            String status = place.optIn() ? "not-opted-in" : "opt-in-not-required";
            String endpoint = "ec2." + place.region() + ".amazonaws.com";
            boolean named = wanted.remove(place.region());
            boolean asked =
                    request.regionNames() == null ? Boolean.TRUE.equals(request.allRegions()) || !place.optIn() : named;
            Map<String, String> fields =
                    Map.of("region-name", place.region(), "endpoint", endpoint, "opt-in-status", status);
            if (Filters.pass(request.filters(), fields, null) && asked) {
                regions.add(Region.builder()
                        .regionName(place.region())
                        .endpoint(endpoint)
                        .optInStatus(status)
                        .build());
            }
        }
        requireNone(wanted, "region");
        return new DescribeRegionsResult(regions);
    }

    private static Set<String> wanted(@Nullable List<String> names) {
        return new HashSet<>(names == null ? List.of() : names);
    }

    private static void requireNone(Set<String> unknown, String kind) {
        if (!unknown.isEmpty()) {
            throw Problems.of("InvalidParameterValue", "Invalid " + kind + ": [" + String.join(", ", unknown) + "]");
        }
    }

    @Override
    public DescribeAvailabilityZonesResult describeAvailabilityZones(
            DescribeAvailabilityZonesRequest request, Call call) {
        Problems.endDryRun(request.dryRun());
        Set<String> names = wanted(request.zoneNames());
        Set<String> ids = wanted(request.zoneIds());
        boolean every = names.isEmpty() && ids.isEmpty();
        List<AvailabilityZone> zones = new ArrayList<>();
        for (Geography place : Geography.all()) {
            if (!place.region().equals(call.region().code())) {
                continue;
            }
            for (String zone : place.zones()) {
                boolean named = names.remove(place.zoneName(zone)) | ids.remove(place.zoneId(zone));
                if (Filters.pass(request.filters(), fields(place, zone), null) && (every || named)) {
                    zones.add(told(place, zone));
                }
            }
        }
        requireNone(names, "availability zone");
        requireNone(ids, "availability zone-id");
        return new DescribeAvailabilityZonesResult(zones);
    }

    private static Map<String, String> fields(Geography place, String zone) {
        return Map.of(
                "region-name",
                place.region(),
                "zone-name",
                place.zoneName(zone),
                "zone-id",
                place.zoneId(zone),
                "zone-type",
                "availability-zone",
                "group-name",
                place.region() + "-zg-1",
                "network-border-group",
                place.region(),
                "opt-in-status",
                "opt-in-not-required",
                "state",
                "available");
    }

    private static AvailabilityZone told(Geography place, String zone) {
        return AvailabilityZone.builder()
                .regionName(place.region())
                .zoneName(place.zoneName(zone))
                .zoneId(place.zoneId(zone))
                .zoneType("availability-zone")
                .groupName(place.region() + "-zg-1")
                .networkBorderGroup(place.region())
                .optInStatus("opt-in-not-required")
                .state("available")
                .messages(List.of())
                .build();
    }

    /** What is asked of no resource, in the Region of the call. */
    @Override
    public Requirement.Builder region(String action, Undecided call) {
        return Requirement.of(action, call.account())
                .with("ec2:Region", call.region().code());
    }
}
