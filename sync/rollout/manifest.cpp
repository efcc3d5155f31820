#include "rollout/manifest.h"

#include <algorithm>
#include <iterator>

#include "base/json_writer.h"
#include "rollout/bundle_archive.h"
#include "rollout/canonical_json.h"
#include "rollout/hex_text.h"

namespace holdfast::rollout {
namespace {
constexpr std::int64_t format = 1, most_files = 20'000, longest_proving = 3600, highest = INT64_C(1) << 53;
constexpr std::size_t digest_digits = 64;

const Json& object_of(JsonFields& fields, std::string_view name) {
  static const Json empty = Json::object({});
  const Json* found = fields.maybe_object(name);
  if (!found) fields.complain(name, "is missing");
  return found ? *found : empty;
}

std::string majors(const Span& span) {
  const std::string least = std::to_string(span.least);
  return span.least == span.most ? least : least + " to " + std::to_string(span.most);
}

BundleFile read_file(const Json& value, std::vector<FieldError>& errors, const std::string& pointer) {
  JsonFields fields{value, errors, pointer};
  BundleFile file{fields.text("path"), static_cast<std::uint64_t>(fields.integer("size", 0, highest)),
                  fields.text("sha256"), static_cast<std::uint32_t>(fields.integer("mode", 0, 0777))};
  if (file.sha256.size() != digest_digits || !bytes_of_hex(file.sha256))
    fields.complain("sha256", "is not a SHA-256 in hex");
  if (std::string wrong = wrong_path(file.path, ArchiveLimits{}.depth); !wrong.empty()) fields.complain("path", wrong);
  fields.finish();
  return file;
}

/// Of an offer, which does not name its files, only the form is looked at.
Sbom read_sbom(const Json& value, const std::vector<BundleFile>& files, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, "/sbom"};
  Sbom out{fields.text("path"), fields.text("sha256")};
  const auto same = [&](const BundleFile& file) { return file.path == out.path && file.sha256 == out.sha256; };
  if (out.sha256.size() != digest_digits || !bytes_of_hex(out.sha256))
    fields.complain("sha256", "is not a SHA-256 in hex");
  if (!files.empty() && std::ranges::none_of(files, same)) fields.complain("path", "is none of its files");
  fields.finish();
  return out;
}
}  // namespace

std::uint64_t size_of(const Manifest& manifest) {
  std::uint64_t sum = 0;
  for (const BundleFile& file : manifest.files) sum += file.size;
  return sum;
}

Result<Manifest> parse_manifest(std::string_view text) {
  const Json document = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  Manifest out;
  if (fields.integer("format") != format) fields.complain("format", "is not 1");
  out.release = fields.text("release", 100);
  out.counter = fields.integer("releaseCounter", 1, highest);
  out.architecture = fields.text("architecture", 40);
  out.compatibility = read_compatibility(object_of(fields, "compatibility"), errors);
  out.schema_writes = fields.integer("schemaWrites", 1, highest);
  out.schema_reads = fields.integer("schemaReads", 0, out.schema_writes);
  out.schema_readable_by = fields.maybe_integer("schemaReadableBy", 1, out.schema_writes).value_or(0);
  out.proving_seconds = fields.integer("provingSeconds", 1, longest_proving);
  out.notes = fields.maybe_text("notes", 4000).value_or("");
  std::size_t index = 0;
  for (const Json& item : fields.array("components", true, 100)) {
    JsonFields component{item, errors, "/components/" + std::to_string(index++)};
    out.components.push_back({component.text("name", 100), component.text("version", 100)});
    component.finish();
  }
  index = 0;
  for (const Json& item : fields.array("files", true, most_files)) {
    const std::string pointer = "/files/" + std::to_string(index++);
    out.files.push_back(read_file(item, errors, pointer));
    const bool sorted = out.files.size() < 2 || out.files[out.files.size() - 2].path < out.files.back().path;
    if (!sorted) errors.push_back({pointer + "/path", "is not after the one before it"});
  }
  if (const Json* sbom = fields.maybe_object("sbom")) out.sbom = read_sbom(*sbom, out.files, errors);
  // Releases before this member had none.
  if (const auto size = fields.maybe_integer("size", 0, highest);
      size && static_cast<std::uint64_t>(*size) != size_of(out))
    fields.complain("size", "is not what its files come to");
  fields.finish();
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "The manifest is not as described", std::move(errors));
  return out;
}

void write_sbom(JsonWriter& json, const Manifest& manifest) {
  if (!manifest.sbom) return;
  json.key("sbom")
      .begin_object()
      .member("path", manifest.sbom->path)
      .member("sha256", manifest.sbom->sha256)
      .end_object();
}

std::string manifest_text(const Manifest& manifest) {
  std::string text;
  JsonWriter json{text};
  json.begin_object()
      .member("format", format)
      .member("release", manifest.release)
      .member("releaseCounter", manifest.counter);
  json.member("architecture", manifest.architecture).key("components").begin_array();
  for (const Component& component : manifest.components)
    json.begin_object().member("name", component.name).member("version", component.version).end_object();
  json.end_array().key("compatibility");
  write_compatibility(json, manifest.compatibility);
  json.member("schemaWrites", manifest.schema_writes)
      .member("schemaReads", manifest.schema_reads)
      .member("provingSeconds", manifest.proving_seconds);
  // Only where it says something: releases that do not know the word refuse a manifest that has it.
  if (manifest.schema_readable_by > 0) json.member("schemaReadableBy", manifest.schema_readable_by);
  if (!manifest.notes.empty()) json.member("notes", manifest.notes);
  write_sbom(json, manifest);
  json.member("size", static_cast<std::int64_t>(size_of(manifest)));
  json.key("files").begin_array();
  for (const BundleFile& file : manifest.files)
    json.begin_object()
        .member("path", file.path)
        .member("size", static_cast<std::int64_t>(file.size))
        .member("sha256", file.sha256)
        .member("mode", static_cast<std::int64_t>(file.mode))
        .end_object();
  json.end_array().end_object();
  return canonical_json(parse_json(text).value()).value();
}

bool gets_along_with_data(const Manifest& manifest, const SiteFacts& site) {
  const std::int64_t down_to = site.schema_readable_by > 0 ? site.schema_readable_by : site.schema;
  return std::min(down_to, site.schema) <= manifest.schema_writes;
}

std::vector<std::string> objections(const Manifest& manifest, std::string_view digest, const SiteFacts& site) {
  std::vector<std::string> out;
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  if (manifest.counter <= site.committed_counter)
    out.push_back("Release " + number(manifest.counter) + " is not newer than " + number(site.committed_counter) +
                  ", which runs.");
  if (manifest.counter < site.least_safe_counter)
    out.push_back("Releases below " + number(site.least_safe_counter) + " are not safe.");
  if (site.committed_counter < manifest.compatibility.from_counter)
    out.push_back("It replaces release " + number(manifest.compatibility.from_counter) +
                  " and newer: one in between comes first.");
  if (const std::int64_t newest = manifest.compatibility.to_counter; newest > 0 && site.committed_counter > newest)
    out.push_back("It replaces releases up to " + number(newest) + ", here runs " + number(site.committed_counter) +
                  ".");
  if (manifest.architecture != site.architecture)
    out.push_back("It is for " + manifest.architecture + ", this machine is " + site.architecture + ".");
  if (!gets_along_with_data(manifest, site))
    out.push_back("The store's data are of schema " + number(site.schema) + ", it knows " +
                  number(manifest.schema_writes) + ".");
  if (site.schema < manifest.schema_reads)
    out.push_back("The store's data are of schema " + number(site.schema) + ", it brings forward from " +
                  number(manifest.schema_reads) + ".");
  if (site.launcher < manifest.compatibility.launcher)
    out.push_back("It needs launcher " + number(manifest.compatibility.launcher) + ", here is " +
                  number(site.launcher) + ".");
  if (site.hub_protocol != Span{} && !manifest.compatibility.protocol.overlaps(site.hub_protocol))
    out.push_back("The hub does not speak its protocol: the hub is updated first.");
  if (const Span& api = manifest.compatibility.api; site.api != Span{} && !api.overlaps(site.api))
    out.push_back("Tills here speak API " + majors(site.api) + ", it serves " + majors(api) +
                  ": a release that serves both comes first.");
  std::ranges::move(wrong_beside(manifest.compatibility, site.components), std::back_inserter(out));
  if (std::ranges::find(site.bad_digests, digest) != site.bad_digests.end())
    out.push_back("It failed here before; a person has to clear it.");
  return out;
}
}  // namespace holdfast::rollout
