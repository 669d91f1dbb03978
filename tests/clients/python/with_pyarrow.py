"""What people do with pyarrow on S3: each step that went as with AWS is printed."""

import os

import pyarrow
from pyarrow import dataset, fs

BUCKET = os.environ["STORY_BUCKET"]


def step(name, good):
    print("ok" if good else "WRONG", name)


def system(**keys):
    return fs.S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"], region="us-east-1",
                           allow_bucket_creation=True, **keys)


def read(s3, key):
    with s3.open_input_stream(f"{BUCKET}/{key}") as stream:
        return stream.read()


def write(s3, key, content):
    with s3.open_output_stream(f"{BUCKET}/{key}") as stream:
        stream.write(content)


def parquet(s3):
    numbers = pyarrow.table({"year": [2025, 2025, 2026], "city": ["Köln", "Bern", "Köln"], "count": [1, 2, 3]})
    dataset.write_dataset(numbers, f"{BUCKET}/table", filesystem=s3, format="parquet",
                          partitioning=dataset.partitioning(pyarrow.schema([("year", pyarrow.int64())]), flavor="hive"))
    back = dataset.dataset(f"{BUCKET}/table", filesystem=s3, format="parquet", partitioning="hive")
    folders = sorted(each.base_name for each in s3.get_file_info(fs.FileSelector(f"{BUCKET}/table")))
    step("dataset", folders == ["year=2025", "year=2026"]
         and back.to_table(filter=dataset.field("year") == 2025).column("count").to_pylist() == [1, 2]
         and back.count_rows(filter=dataset.field("city") == "Köln") == 2)
    s3.delete_dir(f"{BUCKET}/table")


def main():
    s3 = system()
    s3.create_dir(BUCKET)
    step("bucket", s3.get_file_info(BUCKET).type == fs.FileType.Directory)
    write(s3, "small", "grüße\n".encode())
    step("small", read(s3, "small") == "grüße\n".encode())
    large = os.urandom(20 << 20)
    write(s3, "large", large)
    with s3.open_input_file(f"{BUCKET}/large") as opened:
        middle = opened.read_at(1 << 20, 7 << 20)
    step("large", read(s3, "large") == large and middle == large[7 << 20:8 << 20])
    s3.copy_file(f"{BUCKET}/small", f"{BUCKET}/copies/small")
    step("copy", read(s3, "copies/small") == "grüße\n".encode())
    listed = s3.get_file_info(fs.FileSelector(BUCKET, recursive=True))
    step("list", {(each.path, each.size) for each in listed if each.is_file} == {
        (f"{BUCKET}/{key}", size) for key, size in (("copies/small", 8), ("large", 20 << 20), ("small", 8))})
    s3.delete_file(f"{BUCKET}/small")
    step("delete", s3.get_file_info(f"{BUCKET}/small").type == fs.FileType.NotFound)
    parquet(s3)
    try:
        write(system(access_key=os.environ["STORY_ALICE_ID"], secret_key=os.environ["STORY_ALICE_SECRET"]),
              "forged", b"x")
    except OSError as refused:
        step("refusal", "ACCESS_DENIED" in str(refused) and "user/alice is not authorized" in str(refused))


main()
