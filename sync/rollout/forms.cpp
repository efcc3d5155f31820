#include "rollout/forms.h"

#include <algorithm>

#include "base/digest.h"
#include "base/json_writer.h"
#include "rollout/bundle_archive.h"
#include "rollout/canonical_json.h"
#include "rollout/hex_text.h"

namespace holdfast::rollout {
namespace {
using Kind = Form::Kind;
constexpr std::string_view kinds[] = {"whole", "packed", "delta"};
constexpr std::int64_t highest = INT64_C(1) << 53;
constexpr std::size_t most_forms = 16, most_pieces = 32'768, digest_digits = 64;
constexpr std::int64_t least_piece = 1 << 10, most_piece = INT64_C(1) << 31;

std::string digest_text(JsonFields& fields, std::string_view name, const std::optional<std::string>& text) {
  if (!text || text->size() != digest_digits || !bytes_of_hex(*text)) fields.complain(name, "is not a SHA-256 in hex");
  return text.value_or("");
}

Form read_form(const Json& value, std::vector<FieldError>& errors, const std::string& pointer) {
  JsonFields fields{value, errors, pointer};
  Form form;
  const std::string kind = fields.word("kind", kinds);
  form.kind = static_cast<Kind>(std::ranges::find(kinds, kind) - std::begin(kinds));
  const auto from = fields.maybe_text("from", digest_digits);
  if (kind == "delta") form.from = digest_text(fields, "from", from);
  form.sha256 = digest_text(fields, "sha256", fields.maybe_text("sha256", digest_digits));
  form.length = static_cast<std::uint64_t>(fields.integer("length", 1, highest));
  form.piece_bytes = static_cast<std::uint64_t>(fields.integer("pieceBytes", least_piece, most_piece));
  for (const Json& piece : fields.array("pieces", true, most_pieces))
    form.pieces.push_back(digest_text(fields, "pieces", piece.text()));
  if (form.piece_bytes == 0 || form.pieces.size() != (form.length + form.piece_bytes - 1) / form.piece_bytes)
    fields.complain("pieces", "are not as many as its length takes");
  fields.finish();
  return form;
}
}  // namespace

Form form_of(Kind kind, std::string_view bytes, std::string from, std::uint64_t piece_bytes) {
  Form form{kind, std::move(from), to_hex(sha256(bytes)), bytes.size(), piece_bytes, {}};
  for (std::size_t at = 0; at < bytes.size(); at += piece_bytes)
    form.pieces.push_back(to_hex(sha256(bytes.substr(at, piece_bytes))));
  return form;
}

std::string offer_text(const Manifest& manifest, const std::vector<Form>& forms) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("release", manifest.release).member("releaseCounter", manifest.counter);
  json.member("architecture", manifest.architecture).key("components").begin_array();
  for (const Component& component : manifest.components)
    json.begin_object().member("name", component.name).member("version", component.version).end_object();
  json.end_array().key("compatibility");
  write_compatibility(json, manifest.compatibility);
  json.member("schemaWrites", manifest.schema_writes).member("schemaReads", manifest.schema_reads);
  if (manifest.schema_readable_by > 0) json.member("schemaReadableBy", manifest.schema_readable_by);
  if (!manifest.notes.empty()) json.member("notes", manifest.notes);
  write_sbom(json, manifest);
  json.key("forms").begin_array();
  for (const Form& form : forms) {
    json.begin_object().member("kind", kinds[static_cast<std::size_t>(form.kind)]);
    if (!form.from.empty()) json.member("from", form.from);
    json.member("sha256", form.sha256)
        .member("length", static_cast<std::int64_t>(form.length))
        .member("pieceBytes", static_cast<std::int64_t>(form.piece_bytes))
        .key("pieces")
        .begin_array();
    for (const std::string& piece : form.pieces) json.value(piece);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return canonical_json(parse_json(text).value()).value();
}

std::string digest_of(const Target& target) {
  for (const auto& [algorithm, digest] : target.hashes)
    if (algorithm == "sha256") return digest;
  return {};
}

Result<Offer> read_offer(const Target& target) {
  const Json document = TRY(parse_json(target.custom.empty() ? "{}" : target.custom));
  if (!document.is_object()) return refuse(ErrorCode::invalid_body, "The target's custom part is no object");
  std::vector<FieldError> errors;
  const Json* forms = document.find("forms");
  Offer out;
  if (forms != nullptr) {
    if (forms->items().size() > most_forms) return refuse(ErrorCode::invalid_body, "The target has too many forms");
    for (std::size_t i = 0; i < forms->items().size(); ++i)
      out.forms.push_back(read_form(forms->items()[i], errors, "/forms/" + std::to_string(i)));
  }
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "The target is not as described", std::move(errors));
  // Judged like any manifest: the rest of `custom` is one but for what only the bundle itself can say.
  std::string text;
  JsonWriter json{text};
  json.begin_object();
  constexpr std::string_view taken[] = {
      "release",      "releaseCounter", "architecture",     "components", "compatibility",
      "schemaWrites", "schemaReads",    "schemaReadableBy", "notes",      "sbom"};
  for (const std::string_view name : taken)
    if (const Json* member = document.find(name)) json.key(name).raw(canonical_json(*member).value_or("null"));
  json.member("format", std::int64_t{1}).member("provingSeconds", std::int64_t{1});
  json.key("files").begin_array().end_array().end_object();
  out.manifest = TRY(parse_manifest(text));
  if (out.forms.empty()) {
    const std::string digest = digest_of(target);
    out.forms.push_back({Kind::whole, "", digest, target.length, target.length, {digest}});
  }
  return out;
}

const Form& smallest(const std::vector<Form>& forms, const std::vector<std::string>& have) {
  const Form* best = nullptr;
  for (const Form& form : forms) {
    const bool usable = form.kind != Kind::delta || std::ranges::find(have, form.from) != have.end();
    if (usable && (best == nullptr || form.length < best->length)) best = &form;
  }
  return best != nullptr ? *best : forms.front();
}
}  // namespace holdfast::rollout
