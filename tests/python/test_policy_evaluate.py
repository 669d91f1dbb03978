"""Policies evaluated line by line, in a process of their own."""

import json
import subprocess
import time

from cloud import LAUNCHER, clean_environment

ALICE = "arn:aws:iam::111122223333:user/alice"
READER = {"Version": "2012-10-17", "Statement": [
    {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/reports/*"}]}


def question(number, action="s3:GetObject", **members):
    return {"id": number, "principal": ALICE, "action": action, "resource": "arn:aws:s3:::b/reports/1",
            "resourceAccount": "111122223333", "identityPolicies": [READER], **members}


def evaluate(lines, *options):
    done = subprocess.run([LAUNCHER, "policy", "evaluate", *options], input="".join(line + "\n" for line in lines),
                          capture_output=True, text=True, timeout=60, env=clean_environment() | {"HOME": "/nonexistent"})
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_answers_in_order_without_a_cloud():
    lines = [json.dumps(question(number, "s3:GetObject" if number % 2 else "s3:PutObject")) for number in range(5_000)]
    answers = evaluate(lines, "--trace", "none")
    assert answers == [{"id": number, "decision": "Allowed" if number % 2 else "ImplicitlyDenied"}
                       for number in range(5_000)]


def test_bad_line_is_answered_and_the_rest_goes_on():
    answers = evaluate(["{", '{"id":"x","action":1}', json.dumps(question(3))], "--trace", "none")
    assert "error" in answers[0]
    assert answers[1]["id"] == "x" and "error" in answers[1]
    assert answers[2] == {"id": 3, "decision": "Allowed"}


def test_every_policy_type_counts():
    deny = {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}
    full = {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
    nothing = {"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}
    cases = [
        ({}, "Allowed"),
        ({"identityPolicies": [json.dumps(READER)]}, "Allowed"),
        ({"identityPolicies": []}, "ImplicitlyDenied"),
        ({"resourcePolicy": deny}, "ExplicitlyDenied"),
        ({"permissionsBoundary": nothing}, "ImplicitlyDenied"),
        ({"sessionPolicies": [nothing], "principal": "arn:aws:sts::111122223333:assumed-role/r/s"}, "ImplicitlyDenied"),
        ({"serviceControlPolicies": [{"level": "r", "policies": [full]}]}, "Allowed"),
        ({"serviceControlPolicies": [{"level": "r", "policies": [full]}, {"level": "o", "policies": []}]},
         "ImplicitlyDenied"),
        ({"vpcEndpointPolicy": nothing}, "ImplicitlyDenied"),
        ({"principal": "anonymous", "identityPolicies": []}, "ImplicitlyDenied"),
    ]
    answers = evaluate([json.dumps(question(number, **members)) for number, (members, _) in enumerate(cases)])
    assert [answer["decision"] for answer in answers] == [decision for _, decision in cases]


def test_grant_allows_its_operations_within_its_constraints():
    grant = {"granteePrincipal": ALICE, "operations": ["Decrypt"],
             "constraints": {"EncryptionContextSubset": {"team": "data"}}}
    key_policy = {"Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"},
                                "Action": "kms:*", "Resource": "*"}}
    asked = {"id": 1, "principal": ALICE, "action": "kms:Decrypt", "resourceAccount": "111122223333",
             "resource": "arn:aws:kms:us-east-1:111122223333:key/1", "resourcePolicy": key_policy, "grants": [grant]}
    right = asked | {"context": {"kms:EncryptionContext:team": "data"}}
    other = asked | {"context": {"kms:EncryptionContext:team": "sales"}}
    assert [answer["decision"] for answer in evaluate([json.dumps(right), json.dumps(other)])] == [
        "Allowed", "ImplicitlyDenied"]


def test_trace_names_what_decided():
    answer = evaluate([json.dumps(question(1))], "--trace", "short")[0]
    assert answer["trace"]["reason"]["statement"] == "Read"
    assert "trace" not in evaluate([json.dumps(question(1))], "--trace", "none")[0]


def test_one_question_is_answered_while_the_input_stays_open():
    process = subprocess.Popen([LAUNCHER, "policy", "evaluate", "--trace", "none"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, env=clean_environment())
    try:
        for number in range(3):
            process.stdin.write(json.dumps(question(number)) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
    finally:
        process.stdin.close()
        assert process.wait(30) == 0
        process.stdout.close()


def test_many_lines_of_four_kilobytes_take_little_time():
    statements = [{"Sid": f"S{number}", "Effect": "Allow", "Action": ["sqs:Get*", "ec2:Describe*"],
                   "Resource": "arn:aws:sqs:*:*:jobs", "Condition": {"StringEquals": {"aws:PrincipalTag/a": "b"}}}
                  for number in range(24)]
    line = json.dumps(question(1, identityPolicies=[READER, {"Version": "2012-10-17", "Statement": statements}]))
    assert 3_500 < len(line) < 5_000
    began = time.monotonic()
    assert len(evaluate([line] * 40_000, "--trace", "none")) == 40_000
    # A guard against what is wrong by an order of magnitude; the bench measures.
    assert time.monotonic() - began < 20
