#pragma once
#include "backup/s3_bucket.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::backup {
/// A place as the API and `backup.json` tell of it; never with its secret key.
void write_place(JsonWriter& json, const S3Place& place);
/// Reads it; `secret` of the result comes from `secretKey`, or is that of `before` where it is left out and the access
/// key is the same. Complains into `errors`.
S3Place read_place(const Json& value, const S3Place& before, std::vector<FieldError>& errors,
                   const std::string& pointer);
}  // namespace holdfast::backup
