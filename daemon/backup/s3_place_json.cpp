#include "backup/s3_place_json.h"

namespace holdfast::backup {
namespace {
constexpr std::size_t longest_token = 4000;  // Amazon's are some 1200 characters, and said to grow
/// Letters, digits, dots and hyphens: what a host name takes as well.
bool is_bucket(std::string_view name) {
  return name.size() >= 3 && name.size() <= 63 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}
}  // namespace

void write_place(JsonWriter& json, const S3Place& place) {
  json.begin_object().member("endpoint", place.endpoint).member("bucket", place.bucket).member("prefix", place.prefix);
  json.member("region", place.credentials.region).member("accessKey", place.credentials.access_key);
  json.member("pathStyle", place.path_style).member("caPem", place.ca_pem).end_object();
}

S3Place read_place(const Json& value, const S3Place& before, std::vector<FieldError>& errors,
                   const std::string& pointer) {
  JsonFields fields{value, errors, pointer};
  S3Place place;
  place.endpoint = fields.text("endpoint", 400);
  place.bucket = fields.text("bucket", 63);
  place.prefix = fields.maybe_text("prefix", 400).value_or("");
  place.credentials.region = fields.maybe_text("region", 60).value_or("us-east-1");
  if (place.credentials.region.empty()) place.credentials.region = "us-east-1";
  place.credentials.access_key = fields.text("accessKey", 200);
  place.path_style = fields.maybe_flag("pathStyle").value_or(true);
  place.ca_pem = fields.maybe_text("caPem", 20'000).value_or("");
  const auto secret = fields.maybe_text("secretKey", 400);
  const auto token = fields.maybe_text("sessionToken", longest_token);
  const bool same_server =
      place.credentials.access_key == before.credentials.access_key && place.endpoint == before.endpoint;
  if (secret && !secret->empty())
    place.credentials.secret_key = *secret;
  else if (same_server)
    place.credentials.secret_key = before.credentials.secret_key;  // never to another server than it was given for
  // A token belongs to its secret: a new secret without one is of credentials that stay.
  if (token)
    place.credentials.session_token = *token;
  else if ((!secret || secret->empty()) && same_server)
    place.credentials.session_token = before.credentials.session_token;
  fields.finish();
  if (!errors.empty()) return place;
  if (place.credentials.secret_key.empty()) fields.complain("secretKey", "is needed");
  if (!is_bucket(place.bucket)) fields.complain("bucket", "is 3 to 63 small letters, digits, dots and hyphens");
  if (!place.prefix.empty() && !place.prefix.ends_with('/')) place.prefix += '/';
  try {
    const http::Url url = http::Url::parse(place.endpoint);
    if (!url.path.empty()) fields.complain("endpoint", "is a server alone, without a path");
  } catch (const http::Failure& failure) {
    fields.complain("endpoint", failure.what());
  }
  return place;
}
}  // namespace holdfast::backup
