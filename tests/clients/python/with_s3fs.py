"""What people do with s3fs: each step that went as with AWS is printed."""

import os

import s3fs

BUCKET = os.environ["STORY_BUCKET"]


def step(name, good):
    print("ok" if good else "WRONG", name)


def system(**keys):
    return s3fs.S3FileSystem(endpoint_url=os.environ["AWS_ENDPOINT_URL"], **keys)


def main():
    fs = system()
    fs.mkdir(BUCKET)
    step("bucket", BUCKET in fs.ls(""))
    with fs.open(f"{BUCKET}/small", "w", encoding="utf-8") as small:
        small.write("grüße\n")
    step("small", fs.cat(f"{BUCKET}/small") == "grüße\n".encode())
    large = os.urandom(20 << 20)
    with fs.open(f"{BUCKET}/large", "wb", block_size=5 << 20) as written:
        for start in range(0, len(large), 1 << 20):
            written.write(large[start:start + (1 << 20)])
    with fs.open(f"{BUCKET}/large", "rb") as read:
        read.seek(7 << 20)
        middle = read.read(1 << 20)
    step("large", fs.cat(f"{BUCKET}/large") == large and middle == large[7 << 20:8 << 20])
    fs.copy(f"{BUCKET}/small", f"{BUCKET}/copies/small")
    step("copy", fs.cat(f"{BUCKET}/copies/small") == "grüße\n".encode())
    step("list", fs.find(BUCKET) == [f"{BUCKET}/{key}" for key in ("copies/small", "large", "small")]
         and fs.size(f"{BUCKET}/large") == 20 << 20 and fs.isdir(f"{BUCKET}/copies"))
    fs.rm(f"{BUCKET}/small")
    step("delete", fs.ls(BUCKET, refresh=True) == [f"{BUCKET}/copies", f"{BUCKET}/large"])
    hers = system(key=os.environ["STORY_ALICE_ID"], secret=os.environ["STORY_ALICE_SECRET"])
    try:
        hers.pipe(f"{BUCKET}/forged", b"x")
    except PermissionError as refused:
        step("refusal", "user/alice is not authorized to perform: s3:PutObject" in str(refused))


main()
