#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "webhooks/delivery_rules.h"

/// A connector is a document, not code (schema/connector.schema.json): where to call, with which credentials by
/// reference, and jq programs that say what.
namespace holdfast::connectors {
struct Header {
  std::string name;
  std::string value;  ///< with references: `Bearer {secret:key}`
};
/// Which answers mean what; the first list that names the status has it.
struct Outcomes {
  std::vector<std::string> done{"2xx"}, refused{"400", "404", "405", "409", "413", "415", "417", "422"};
};
struct Pull {
  std::int64_t every_s = 600;
  std::string program;
};
struct Verification {
  enum class Kind {
    standard,  ///< Standard Webhooks
    stripe,    ///< `Stripe-Signature: t=…,v1=…`
    hmac       ///< a header with an HMAC, as the members below say
  };
  Kind kind = Kind::standard;
  std::vector<std::string> secrets;  ///< with references; more than one while a secret is being replaced
  std::int64_t tolerance_s = 300;
  std::string header, timestamp_header, prefix;
  std::string algorithm = "sha256";  ///< sha1, sha256, sha512
  std::string encoding = "hex";      ///< hex, base64
  std::string content = "{body}";    ///< `{timestamp}` stands for that header
};
struct Inbound {
  Verification verification;
  std::string id_header;   ///< where the sender's id of the event is; else
  std::string id_pointer;  ///< a member of the body: `/id`
  std::string program;
};
struct Document {
  std::string name;  ///< `erpnext`
  std::string url;
  std::vector<std::string> events;
  bool needs_order = false;  ///< what is paid is not sent before the order's document is here
  std::vector<Header> headers;
  std::optional<Header> basic;  ///< user and password of basic authentication
  std::string idempotency_header;
  std::string ca_certificate;
  Json config;
  std::string program;
  Outcomes outcomes;
  int most_calls = 6;  ///< for one event
  std::optional<Pull> pull;
  std::optional<Inbound> inbound;
  webhooks::DeliveryRules rules;
};
/// Refuses invalid_body with every complaint.
Result<Document> read_document(const Json& json);
/// `config` of whoever installs it, over the document's own; `url` likewise.
Json merged(const Json& below, const Json& above);

/// 2xx, 4xx or a number.
bool names_status(const std::vector<std::string>& list, int status);
webhooks::Verdict verdict_of(const Outcomes& outcomes, int status);
}  // namespace holdfast::connectors
