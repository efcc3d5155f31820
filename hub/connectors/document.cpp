#include "connectors/document.h"

#include <algorithm>

namespace holdfast::connectors {
namespace {
constexpr std::size_t most_program = 64 * 1024;

/// A program is one text, or its lines.
std::string read_program(JsonFields& fields, const Json& json, bool required) {
  const Json* program = json.find("program");
  if (program == nullptr || !program->is_array())
    return required ? fields.text("program", most_program)
                    : fields.maybe_text("program", most_program).value_or(std::string{});
  std::string text;
  for (const Json& line : fields.array("program", required, 2000)) {
    if (!line.is_string()) fields.complain("program", "is one text, or its lines");
    text += line.text() + "\n";
  }
  if (text.size() > most_program) fields.complain("program", "is longer than 64 KiB");
  return text;
}

std::vector<std::string> read_texts(JsonFields& fields, std::string_view name, std::vector<std::string> otherwise) {
  const auto items = fields.array(name, false, 100);
  if (items.empty()) return otherwise;
  std::vector<std::string> read;
  for (const Json& item : items) {
    const bool number = item.is_number() && item.integer();
    if ((!item.is_string() && !number) || item.text().empty()) fields.complain(name, "is a list of texts");
    read.push_back(item.text());
  }
  return read;
}

void read_credentials(JsonFields& fields, std::vector<FieldError>& errors, Document& document) {
  if (const Json* headers = fields.maybe_object("headers"))
    for (const auto& [name, value] : headers->members()) {
      const bool plain = name.find_first_of(" :\r\n") == std::string::npos && !name.empty() && value.is_string() &&
                         value.text().find_first_of("\r\n") == std::string::npos;
      if (!plain) fields.complain("headers", "has a name or value that cannot be one");
      document.headers.push_back({name, value.text()});
    }
  if (const Json* basic = fields.maybe_object("basic")) {
    JsonFields of{*basic, errors, fields.pointer("basic")};
    document.basic = Header{of.text("user"), of.maybe_text("password").value_or("")};
    of.finish();
  }
}

Verification read_verification(JsonFields& inbound, std::vector<FieldError>& errors) {
  Verification verification;
  const Json* json = inbound.maybe_object("verify");
  if (json == nullptr) return inbound.complain("verify", "is missing"), verification;
  JsonFields fields{*json, errors, inbound.pointer("verify")};
  constexpr std::string_view kinds[] = {"standard", "stripe", "hmac"}, algorithms[] = {"sha1", "sha256", "sha512"},
                             encodings[] = {"hex", "base64"};
  const std::string kind = fields.word("kind", kinds);
  verification.kind =
      static_cast<Verification::Kind>(std::find(std::begin(kinds), std::end(kinds), kind) - std::begin(kinds));
  verification.secrets = read_texts(fields, "secrets", {});
  if (verification.secrets.empty()) fields.complain("secrets", "has to name one");
  verification.tolerance_s = fields.maybe_integer("toleranceSeconds", 1, 86'400).value_or(300);
  const bool hmac = kind == "hmac";
  verification.header = hmac ? fields.text("header", 100) : "";
  verification.timestamp_header = fields.maybe_text("timestampHeader", 100).value_or("");
  verification.prefix = fields.maybe_text("prefix", 50).value_or("");
  verification.algorithm = fields.maybe_word("algorithm", algorithms).value_or("sha256");
  verification.encoding = fields.maybe_word("encoding", encodings).value_or("hex");
  verification.content = fields.maybe_text("content", 200).value_or("{body}");
  if (hmac && verification.content.find("{body}") == std::string::npos) fields.complain("content", "leaves out {body}");
  if (verification.content.find("{timestamp}") != std::string::npos && verification.timestamp_header.empty())
    fields.complain("timestampHeader", "is needed for {timestamp}");
  fields.finish();
  return verification;
}

Inbound read_inbound(const Json& json, std::vector<FieldError>& errors, const std::string& pointer) {
  JsonFields fields{json, errors, pointer};
  Inbound inbound;
  inbound.verification = read_verification(fields, errors);
  inbound.id_header = fields.maybe_text("idHeader", 100).value_or("");
  inbound.id_pointer = fields.maybe_text("idPointer", 200).value_or("");
  if (inbound.id_header.empty() == inbound.id_pointer.empty()) fields.complain("idHeader", "or idPointer, one of them");
  inbound.program = read_program(fields, json, true);
  fields.finish();
  return inbound;
}
}  // namespace

Result<Document> read_document(const Json& json) {
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  Document document;
  document.name = fields.text("connector", 64);
  fields.maybe_text("description", 2000);
  fields.maybe_integer("version", 1);
  document.url = fields.maybe_text("url", 2000).value_or("");
  document.events = read_texts(fields, "events", {});
  for (const std::string& need : read_texts(fields, "needs", {})) {
    if (need != "order") fields.complain("needs", "knows only `order`");
    document.needs_order = true;
  }
  read_credentials(fields, errors, document);
  document.idempotency_header = fields.maybe_text("idempotencyHeader", 100).value_or("");
  document.ca_certificate = fields.maybe_text("caCertificate", 20'000).value_or("");
  if (const Json* config = fields.maybe_object("config")) document.config = *config;
  document.program = read_program(fields, json, false);
  if (document.program.empty() != document.events.empty())
    fields.complain("program", "goes with `events`: neither is of use without the other");
  if (const Json* outcomes = fields.maybe_object("outcomes")) {
    JsonFields of{*outcomes, errors, fields.pointer("outcomes")};
    document.outcomes.done = read_texts(of, "done", document.outcomes.done);
    document.outcomes.refused = read_texts(of, "refused", document.outcomes.refused);
    of.finish();
  }
  document.most_calls = static_cast<int>(fields.maybe_integer("mostCalls", 1, 50).value_or(document.most_calls));
  if (const Json* pull = fields.maybe_object("pull")) {
    JsonFields of{*pull, errors, fields.pointer("pull")};
    document.pull = Pull{of.integer("everySeconds", 1, 7 * 86'400), read_program(of, *pull, true)};
    of.finish();
  }
  if (const Json* inbound = fields.maybe_object("inbound"))
    document.inbound = read_inbound(*inbound, errors, fields.pointer("inbound"));
  document.rules = webhooks::read_rules(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return document;
}

Json merged(const Json& below, const Json& above) {
  if (!below.is_object() || !above.is_object()) return above.is_null() ? below : above;
  std::vector<Json::Member> members = below.members();
  for (const auto& [name, value] : above.members()) {
    const auto known = std::find_if(members.begin(), members.end(), [&](const auto& it) { return it.first == name; });
    if (known == members.end())
      members.emplace_back(name, value);
    else
      known->second = merged(known->second, value);
  }
  return Json::object(std::move(members));
}

bool names_status(const std::vector<std::string>& list, int status) {
  const std::string exact = std::to_string(status), wide = exact.substr(0, 1) + "xx";
  return std::any_of(list.begin(), list.end(), [&](const std::string& it) { return it == exact || it == wide; });
}

webhooks::Verdict verdict_of(const Outcomes& outcomes, int status) {
  if (names_status(outcomes.done, status)) return webhooks::Verdict::delivered;
  if (status == 410) return webhooks::Verdict::gone;
  return names_status(outcomes.refused, status) ? webhooks::Verdict::refused : webhooks::Verdict::failed;
}
}  // namespace holdfast::connectors
