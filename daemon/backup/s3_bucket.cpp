#include "backup/s3_bucket.h"

#include <sys/stat.h>
#include <time.h>

#include <fstream>
#include <thread>

#include "backup/xml_text.h"
#include "base/digest.h"
#include "base/markup.h"
#include "config/machine.h"
#include "http/message.h"

namespace holdfast::backup {
namespace {
using http::Method;
constexpr std::chrono::milliseconds first_pause{500};
constexpr std::int64_t longest_list = 100'000;

std::string first_text(const std::string& xml, std::string_view element) {
  const auto all = xml_texts(xml, element);
  return all.empty() ? std::string{} : all.front();
}
/// What the server said: its code and sentence, for a person.
std::string said(const http::ClientResponse& response) {
  const std::string code = first_text(response.body, "Code"), message = first_text(response.body, "Message");
  return "the backup store answered " + std::to_string(response.status) + (code.empty() ? "" : " " + code) +
         (message.empty() ? "" : ": " + message.substr(0, 300));
}
bool is_passing(const http::ClientResponse& response) {
  return response.status >= 500 || response.status == 429 || response.status == 408 ||
         first_text(response.body, "Code") == "RequestTimeout";
}
std::optional<Instant> date_of(const http::ClientResponse& response) {
  struct tm parts{};
  const std::string text{response.header("Date")};
  if (strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts) == nullptr) return std::nullopt;
  return Instant{std::int64_t{timegm(&parts)} * 1'000'000};
}
/// Up to `most` bytes from `at`.
std::string bytes_from(std::ifstream& in, std::int64_t at, std::int64_t most) {
  std::string bytes(static_cast<std::size_t>(most), '\0');
  in.clear();
  in.seekg(at);
  in.read(bytes.data(), most);
  if (in.bad()) throw std::runtime_error{"the backup cannot be read"};
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}
}  // namespace

S3World s3_world(const S3Place& place) {
  http::Url url = http::Url::parse(place.endpoint);
  if (!place.path_style) url.host = place.bucket + "." + url.host;
  std::optional<http::TlsTrust> trust;
  if (url.tls) trust = http::TlsTrust{.ca_pem = place.ca_pem, .pinned_spki = {}};
  http::Bounds bounds;
  bounds.whole = std::chrono::minutes{5};
  bounds.body_bytes = std::size_t{64} << 20;
  auto client = std::make_shared<http::Client>(url, trust, http::Timeouts{}, bounds);
  return {[client](Method method, const std::string& target, const std::vector<http::ResponseHeader>& headers,
                   std::string_view body) {
            return client->request(method, target, headers, body, "application/octet-stream");
          },
          [] { return config::wall_clock(); },
          [](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); }};
}

S3Bucket::S3Bucket(S3Place place, S3World world, std::int64_t part)
    : place_{std::move(place)}, world_{std::move(world)}, part_{part} {
  const http::Url url = http::Url::parse(place_.endpoint);
  host_ = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  if (!place_.path_style) host_ = place_.bucket + "." + host_;
  if (url.port != (url.tls ? 443 : 80)) host_ += ":" + std::to_string(url.port);
  base_ = place_.path_style ? "/" + place_.bucket + "/" : "/";
}

Result<http::ClientResponse> S3Bucket::exchange(const Ask& ask) {
  const S3Request request{std::string{http::to_string(ask.method)}, host_,
                          base_ + (ask.name.empty() ? "" : place_.prefix + ask.name), ask.query, ask.headers};
  const std::string target = s3_target(request), digest = to_hex(sha256(ask.body));
  std::string trouble;
  bool clock_set = false;
  for (int attempt = 0; attempt < tries; ++attempt) {
    if (attempt > 0) world_.wait(first_pause * (1 << (attempt - 1)));
    try {
      std::vector<http::ResponseHeader> headers;
      for (const auto& [name, value] : ask.headers) headers.push_back({name, value});
      for (const auto& [name, value] :
           s3_sign(request, place_.credentials, digest, Instant{world_.now().unix_us() + clock_off_us_}))
        headers.push_back({name, value});
      http::ClientResponse response = world_.send(ask.method, target, headers, ask.body);
      if (response.ok()) return response;
      trouble = said(response);
      if (first_text(response.body, "Code") == "RequestTimeTooSkewed" && !clock_set) {
        if (const auto theirs = date_of(response)) clock_off_us_ = theirs->unix_us() - world_.now().unix_us();
        clock_set = true;
        continue;
      }
      if (response.status == 404) return refuse(ErrorCode::not_found, trouble);
      if (!is_passing(response)) return refuse(ErrorCode::conflict, trouble);
    } catch (const http::Failure& failure) {
      trouble = std::string{"the backup store cannot be reached: "} + failure.what();
    }
  }
  return refuse(ErrorCode::timeout, trouble);
}

Result<> S3Bucket::put(const std::string& name, const std::filesystem::path& file) {
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
  if (size <= part_) {
    std::ifstream in{file, std::ios::binary};
    TRY(put_whole(name, bytes_from(in, 0, size)));
  } else {
    TRY(put_parts(name, file));
  }
  if (const Result<> same = compare(name, file); !same) {
    if (same.error().code == ErrorCode::conflict) (void)remove(name);
    return same;
  }
  return {};
}
Result<> S3Bucket::put_whole(const std::string& name, std::string_view bytes) {
  TRY(exchange({.method = Method::put, .name = name, .body = bytes}));
  return {};
}

Result<> S3Bucket::put_parts(const std::string& name, const std::filesystem::path& file) {
  const auto begun = TRY(exchange({.method = Method::post, .name = name, .query = {{"uploads", ""}}}));
  const std::string upload = first_text(begun.body, "UploadId");
  if (upload.empty()) return refuse(ErrorCode::conflict, "the backup store began no upload in parts");
  const Result<std::string> list = put_each(name, upload, file);
  if (list) {
    const auto done = exchange({.method = Method::post, .name = name, .query = {{"uploadId", upload}}, .body = *list});
    // S3 may answer 200 and say in the body that it came to nothing.
    if (done && first_text(done->body, "Code").empty()) return {};
    (void)exchange({.method = Method::delete_, .name = name, .query = {{"uploadId", upload}}});
    if (!done) return tl::unexpected<Error>(done.error());
    return refuse(ErrorCode::conflict, said(*done));
  }
  (void)exchange({.method = Method::delete_, .name = name, .query = {{"uploadId", upload}}});
  return tl::unexpected<Error>(list.error());
}

Result<std::string> S3Bucket::put_each(const std::string& name, const std::string& upload,
                                       const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string list = "<CompleteMultipartUpload>";
  std::int64_t at = 0;
  for (int number = 1;; ++number) {
    const std::string bytes = bytes_from(in, at, part_);
    if (bytes.empty()) return list + "</CompleteMultipartUpload>";
    at += static_cast<std::int64_t>(bytes.size());
    const auto sent = TRY(exchange({.method = Method::put,
                                    .name = name,
                                    .query = {{"partNumber", std::to_string(number)}, {"uploadId", upload}},
                                    .body = bytes}));
    list += "<Part><PartNumber>" + std::to_string(number) + "</PartNumber><ETag>" + escape_markup(sent.header("ETag")) +
            "</ETag></Part>";
  }
}

Result<> S3Bucket::compare(const std::string& name, const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
  const auto head = TRY(exchange({.method = Method::head, .name = name}));
  if (head.header("Content-Length") != std::to_string(size))
    return refuse(ErrorCode::conflict, "what the backup store has is of another length");
  for (std::int64_t at = 0; at < size; at += part_) {
    const std::string range = "bytes=" + std::to_string(at) + "-" + std::to_string(std::min(at + part_, size) - 1);
    const auto part = TRY(exchange({.method = Method::get, .name = name, .headers = {{"range", range}}}));
    if (part.body != bytes_from(in, at, part_))
      return refuse(ErrorCode::conflict, "what the backup store gives back is not what was sent");
  }
  return {};
}

Result<> S3Bucket::get(const std::string& name, const std::filesystem::path& file) {
  const auto head = TRY(exchange({.method = Method::head, .name = name}));
  const std::int64_t size = std::stoll("0" + std::string{head.header("Content-Length")});
  std::filesystem::path part = file;
  part += ".part";
  {
    std::ofstream out{part, std::ios::binary | std::ios::trunc};
    ::chmod(part.c_str(), 0600);
    for (std::int64_t at = 0; at < size; at += part_) {
      const std::string range = "bytes=" + std::to_string(at) + "-" + std::to_string(std::min(at + part_, size) - 1);
      const auto piece = TRY(exchange({.method = Method::get, .name = name, .headers = {{"range", range}}}));
      out << piece.body;
    }
    out.flush();
    if (!out) throw std::runtime_error{part.string() + " cannot be written"};
  }
  if (static_cast<std::int64_t>(std::filesystem::file_size(part)) != size) {
    std::filesystem::remove(part);
    return refuse(ErrorCode::conflict, "the backup store gave another length than it said");
  }
  std::filesystem::rename(part, file);
  return {};
}

Result<std::vector<S3Bucket::Object>> S3Bucket::list(const std::string& begin) {
  std::vector<Object> found;
  std::string token;
  do {
    S3Pairs query{{"list-type", "2"}, {"prefix", place_.prefix + begin}};
    if (!token.empty()) query.emplace_back("continuation-token", token);
    const auto page = TRY(exchange({.method = Method::get, .name = {}, .query = query}));
    for (const std::string& entry : xml_inner(page.body, "Contents")) {
      const std::string key = first_text(entry, "Key");
      if (key.starts_with(place_.prefix))
        found.push_back({key.substr(place_.prefix.size()), std::stoll("0" + first_text(entry, "Size"))});
    }
    token = first_text(page.body, "IsTruncated") == "true" ? first_text(page.body, "NextContinuationToken") : "";
  } while (!token.empty() && static_cast<std::int64_t>(found.size()) < longest_list);
  return found;
}

Result<> S3Bucket::remove(const std::string& name) {
  TRY(exchange({.method = Method::delete_, .name = name}));
  return {};
}
}  // namespace holdfast::backup
