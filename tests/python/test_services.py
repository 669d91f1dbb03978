"""Account, KMS and EC2 as boto3 meets them: one client for each protocol that IAM, S3 and SQS do not speak."""

import json
import subprocess

import botocore.exceptions
import pytest

from cloud import Cloud

ALICE_MAY_DESCRIBE = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "kms:DescribeKey", "Resource": "*"}]}


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("services") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def alice(cloud):
    iam = cloud.client("iam")
    iam.create_user(UserName="alice")
    iam.put_user_policy(UserName="alice", PolicyName="p", PolicyDocument=json.dumps(ALICE_MAY_DESCRIBE))
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"]


def test_contact_information_is_kept(cloud, alice):
    account = cloud.client("account")
    assert refused(account.get_contact_information) == "ResourceNotFoundException"
    contact = {"FullName": "Zoë", "AddressLine1": "1 Cloud Way", "City": "Olympus", "PostalCode": "1", "CountryCode": "GR",
               "PhoneNumber": "+302101234567"}
    account.put_contact_information(ContactInformation=contact)
    assert account.get_contact_information()["ContactInformation"] == contact
    assert refused(cloud.client("account", alice).get_contact_information) == "AccessDeniedException"


def test_a_key_is_made_described_and_listed(cloud):
    kms = cloud.client("kms")
    key = kms.create_key(Description="first", Tags=[{"TagKey": "team", "TagValue": "data"}])["KeyMetadata"]
    assert (key["KeySpec"], key["KeyUsage"], key["KeyState"]) == ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "Enabled")
    assert key["EncryptionAlgorithms"] == ["SYMMETRIC_DEFAULT"]
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] == key
    assert kms.describe_key(KeyId=key["Arn"])["KeyMetadata"] == key
    others = [kms.create_key(KeySpec=spec, KeyUsage=usage, MultiRegion=True)["KeyMetadata"] for spec, usage in [
        ("RSA_2048", "SIGN_VERIFY"), ("ECC_NIST_P256", "KEY_AGREEMENT"), ("HMAC_256", "GENERATE_VERIFY_MAC")]]
    assert others[0]["MultiRegionConfiguration"]["MultiRegionKeyType"] == "PRIMARY"
    assert others[2]["MacAlgorithms"] == ["HMAC_SHA_256"]
    listed = [entry["KeyId"] for page in kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 2})
              for entry in page["Keys"]]
    assert sorted(listed) == sorted(entry["KeyId"] for entry in [key, *others])
    marker = kms.list_keys(Limit=1)["NextMarker"]
    elsewhere = cloud.client("kms", region="eu-west-1")
    assert refused(elsewhere.list_keys, Marker=marker) == "InvalidMarkerException"
    assert refused(kms.list_keys, Marker=marker[1:]) == "InvalidMarkerException"
    assert refused(kms.describe_key, KeyId="00000000-0000-0000-0000-000000000000") == "NotFoundException"
    assert refused(kms.create_key, KeySpec="HMAC_256") == "ValidationException"
    assert refused(kms.create_key, Policy="{}") == "MalformedPolicyDocumentException"


def test_the_policy_of_a_key_decides(cloud, alice):
    kms = cloud.client("kms")
    by_default = kms.create_key()["KeyMetadata"]["KeyId"]
    cloud.client("iam").create_role(RoleName="keeper", AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": "000000000000"}, "Action": "sts:AssumeRole"}]}))
    closed = kms.create_key(BypassPolicyLockoutSafetyCheck=True, Policy=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:role/keeper"}, "Action": "kms:*",
            "Resource": "*"}]}))["KeyMetadata"]["KeyId"]
    hers = cloud.client("kms", alice)
    assert hers.describe_key(KeyId=by_default)["KeyMetadata"]["KeyId"] == by_default
    assert refused(hers.describe_key, KeyId=closed) == "AccessDeniedException"
    assert refused(hers.list_keys) == "AccessDeniedException"


def test_random_bytes_are_random(cloud):
    kms = cloud.client("kms")
    first, second = (kms.generate_random(NumberOfBytes=32)["Plaintext"] for _ in range(2))
    assert len(first) == 32 and first != second
    assert refused(kms.generate_random) == "ValidationException"
    assert refused(kms.generate_random, NumberOfBytes=1025) == "ValidationException"


def test_regions_and_zones_are_described(cloud, alice):
    ec2 = cloud.client("ec2")
    regions = [region["RegionName"] for region in ec2.describe_regions()["Regions"]]
    assert "us-east-1" in regions and "af-south-1" not in regions
    assert len(ec2.describe_regions(AllRegions=True)["Regions"]) > len(regions)
    assert [region["RegionName"] for region in ec2.describe_regions(
        Filters=[{"Name": "region-name", "Values": ["eu-west-*"]}])["Regions"]] == ["eu-west-1", "eu-west-2", "eu-west-3"]
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    assert [zone["ZoneName"] for zone in zones] == [f"us-east-1{letter}" for letter in "abcdef"]
    assert refused(ec2.describe_regions, RegionNames=["nowhere-1"]) == "InvalidParameterValue"
    assert refused(ec2.describe_regions, Filters=[{"Name": "nonsense", "Values": ["x"]}]) == "InvalidParameterValue"
    assert refused(ec2.describe_regions, DryRun=True) == "DryRunOperation"
    assert refused(cloud.client("ec2", alice).describe_regions, DryRun=True) == "UnauthorizedOperation"


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
def test_a_key_pair_is_one_that_ssh_understands(cloud, kind, tmp_path):
    ec2 = cloud.client("ec2")
    pair = ec2.create_key_pair(KeyName=kind, KeyType=kind, TagSpecifications=[
        {"ResourceType": "key-pair", "Tags": [{"Key": "team", "Value": "data"}]}])
    described = ec2.describe_key_pairs(KeyNames=[kind], IncludePublicKey=True)["KeyPairs"][0]
    assert (described["KeyFingerprint"], described["KeyType"]) == (pair["KeyFingerprint"], kind)
    assert described["Tags"] == [{"Key": "team", "Value": "data"}]
    private = tmp_path / "key"
    private.write_text(pair["KeyMaterial"] + "\n")
    private.chmod(0o600)
    public = subprocess.run(["ssh-keygen", "-y", "-f", private], capture_output=True, text=True, check=True).stdout
    assert public.split()[:2] == described["PublicKey"].split()[:2]
    assert refused(ec2.create_key_pair, KeyName=kind) == "InvalidKeyPair.Duplicate"
    ec2.delete_key_pair(KeyName=kind)
    assert refused(ec2.describe_key_pairs, KeyNames=[kind]) == "InvalidKeyPair.NotFound"
