#include "fiscal/journal_file.h"

#include "base/json_writer.h"

namespace holdfast::fiscal {
std::string line_of(const FileHead& head) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("line", "head")
      .member("format", file_format)
      .member("site", head.site)
      .member("name", head.name);
  json.member("currency", head.currency).member("writtenAt", head.written_at);
  json.member("about",
              "J(0) = SHA256('HF-FJ-GENESIS1' 00 register); J(n) = SHA256('HF-FJ1' 00 J(n-1) u64(n) SHA256(document)); "
              "a seal's root is that of "
              "RFC 6962 over 'HF-FJ-LEAF1' 00 register u64(n) J(n); seals are Ed25519 over 'HF-DAY-SEAL1' 00 document; "
              "amounts are in the "
              "currency's minor unit");
  json.member("firstSeal", head.first_seal).member("lastSeal", head.last_seal).key("keys").begin_array();
  for (const FileKey& key : head.keys) {
    json.begin_object().member("generation", key.generation).member("publicKey", to_hex(key.public_key));
    json.member("fingerprint", fingerprint(key.public_key));
    json.nullable("endorsement", key.endorsement ? std::optional{to_hex(*key.endorsement)} : std::nullopt);
    json.member("reason", key.reason).member("madeAt", key.made_at).end_object();
  }
  json.end_array().end_object();
  return out;
}

std::string line_of(const FileRecord& record) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("line", "record").member("register", record.register_id).member("number", record.number);
  json.member("kind", record.kind).member("hash", to_hex(record.hash));
  if (record.document)
    json.member("document", *record.document);
  else
    json.member("documentSha256", to_hex(record.document_sha));
  json.nullable("order", record.order).end_object();
  return out;
}

namespace {
std::string signed_line(std::string_view kind, std::string_view document, std::int64_t generation,
                        const Signature& signature, bool anchor) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("line", kind).member("document", document).member("generation", generation);
  json.member("signature", to_hex(signature));
  if (anchor) json.member("anchor", true);
  json.end_object();
  return out;
}
}  // namespace

std::string seal_line(std::string_view document, std::int64_t generation, const Signature& signature, bool anchor) {
  return signed_line("seal", document, generation, signature, anchor);
}
std::string heads_line(std::string_view document, std::int64_t generation, const Signature& signature) {
  return signed_line("heads", document, generation, signature, false);
}

std::string end_document(const FileEnd& end) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("lines", end.lines).member("records", end.records).member("seals", end.seals);
  json.member("sha256", to_hex(end.digest)).end_object();
  return out;
}
std::string end_line(const FileEnd& end, const Signature& signature) {
  return signed_line("end", end_document(end), end.generation, signature, false);
}
}  // namespace holdfast::fiscal
