package dev.nephele.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ec2.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class Ec2PlacesTest {
    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new Ec2(ground.store(), ground.ids()).served());

    private List<String> regions(DescribeRegionsRequest.Builder request) {
        return cloud.root().call(Ec2Operations.DESCRIBE_REGIONS, request.build()).regions().stream()
                .map(Region::regionName)
                .toList();
    }

    private Refusal refusal(DescribeRegionsRequest.Builder request) {
        return cloud.root().refusal(Ec2Operations.DESCRIBE_REGIONS, request.build());
    }

    private static List<AvailabilityZone> zones(Client client, DescribeAvailabilityZonesRequest.Builder request) {
        return client.call(Ec2Operations.DESCRIBE_AVAILABILITY_ZONES, request.build())
                .availabilityZones();
    }

    private static Filter filter(String name, String... values) {
        return new Filter(name, List.of(values));
    }

    @Test
    void areRegionsThatNeedNoOptInUnlessAllAreAskedFor() {
        List<String> usual = regions(DescribeRegionsRequest.builder());
        List<String> all = regions(DescribeRegionsRequest.builder().allRegions(true));
        assertThat(usual).contains("us-east-1", "eu-west-1").doesNotContain("af-south-1");
        assertThat(all).containsAll(usual).contains("af-south-1").isSorted();
    }

    @Test
    void areFoundByNameWhetherOptedInOrNot() {
        assertThat(regions(DescribeRegionsRequest.builder().regionNames(List.of("af-south-1", "eu-west-1"))))
                .containsExactly("af-south-1", "eu-west-1");
        assertThat(refusal(DescribeRegionsRequest.builder().regionNames(List.of("eu-west-1", "mars-north-1"))))
                .isEqualTo(new Refusal("InvalidParameterValue", 400, "Invalid region: [mars-north-1]"));
    }

    @Test
    void passAFilterByAnyOfItsValuesAndAllFilters() {
        assertThat(regions(DescribeRegionsRequest.builder()
                        .filters(List.of(filter("region-name", "eu-west-?", "us-east-1")))))
                .containsExactly("eu-west-1", "eu-west-2", "eu-west-3", "us-east-1");
        assertThat(regions(DescribeRegionsRequest.builder()
                        .filters(List.of(filter("region-name", "eu-*"), filter("endpoint", "*.eu-west-1.*")))))
                .containsExactly("eu-west-1");
        assertThat(regions(DescribeRegionsRequest.builder()
                        .allRegions(true)
                        .filters(List.of(filter("opt-in-status", "not-opted-in"), filter("region-name", "af-.*")))))
                .as("only * and ? are wildcards")
                .isEmpty();
    }

    @Test
    void areNotFilteredByWhatIsNotKnown() {
        assertThat(refusal(DescribeRegionsRequest.builder().filters(List.of(filter("colour", "red")))))
                .isEqualTo(new Refusal("InvalidParameterValue", 400, "The filter 'colour' is invalid"));
        assertThat(refusal(DescribeRegionsRequest.builder().filters(List.of(filter("tag:team", "red"))))
                        .code())
                .as("Regions have no tags")
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void areZonesOfTheRegionThatIsAsked() {
        List<AvailabilityZone> zones =
                zones(cloud.root().in("ap-northeast-1"), DescribeAvailabilityZonesRequest.builder());
        assertThat(zones)
                .extracting(AvailabilityZone::zoneName)
                .containsExactly("ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d");
        assertThat(zones).extracting(AvailabilityZone::zoneId).containsExactly("apne1-az4", "apne1-az1", "apne1-az2");
        assertThat(zones).allSatisfy(zone -> {
            assertThat(zone.regionName()).isEqualTo("ap-northeast-1");
            assertThat(zone.state()).isEqualTo("available");
        });
    }

    @Test
    void areZonesByNameOrId() {
        Client tokyo = cloud.root().in("ap-northeast-1");
        assertThat(zones(
                        tokyo,
                        DescribeAvailabilityZonesRequest.builder()
                                .zoneNames(List.of("ap-northeast-1c"))
                                .zoneIds(List.of("apne1-az2"))))
                .extracting(AvailabilityZone::zoneName)
                .containsExactly("ap-northeast-1c", "ap-northeast-1d");
        assertThat(tokyo.refusal(
                        Ec2Operations.DESCRIBE_AVAILABILITY_ZONES,
                        DescribeAvailabilityZonesRequest.builder()
                                .zoneNames(List.of("us-east-1a"))
                                .build()))
                .isEqualTo(new Refusal("InvalidParameterValue", 400, "Invalid availability zone: [us-east-1a]"));
    }

    /** EC2 API Reference, common parameter DryRun. */
    @Test
    void areDecidedByADryRunWithoutBeingShown() {
        DescribeRegionsRequest dry =
                DescribeRegionsRequest.builder().dryRun(true).build();
        assertThat(cloud.root().refusal(Ec2Operations.DESCRIBE_REGIONS, dry))
                .isEqualTo(
                        new Refusal("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set."));
        assertThat(cloud.user("idle")
                        .refusal(Ec2Operations.DESCRIBE_REGIONS, dry)
                        .code())
                .isEqualTo("UnauthorizedOperation");
    }

    @Test
    void areShownWhereAPolicyAllows() {
        Client client = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*",
                "Condition":{"StringEquals":{"ec2:Region":"eu-west-1"}}}}""");
        assertThat(zones(client.in("eu-west-1"), DescribeAvailabilityZonesRequest.builder()))
                .isNotEmpty();
        assertThat(client.refusal(
                                Ec2Operations.DESCRIBE_AVAILABILITY_ZONES,
                                DescribeAvailabilityZonesRequest.builder().build())
                        .code())
                .isEqualTo("UnauthorizedOperation");
    }
}
