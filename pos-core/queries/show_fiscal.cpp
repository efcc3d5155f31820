#include "queries/show_fiscal.h"

#include "base/base64.h"
#include "fiscal/certificate.h"

namespace holdfast::queries {
namespace {
namespace rksv = fiscal::rksv;

void append_boxes(JsonWriter& json, db::Connection& connection, int utc_offset_min) {
  db::Statement& rows = connection.prepare(
      "SELECT r.uuid, r.number, b.cash_box, b.receipts, b.out_since_us, b.started_us, b.closed_us, (SELECT count(*) "
      "FROM "
      "fiscal_receipt f WHERE f.register_id = "
      "b.register_id AND f.state = 'undecided'), (SELECT count(*) FROM fiscal_receipt f WHERE f.register_id = "
      "b.register_id AND f.state = "
      "'postponed') FROM fiscal_box b JOIN register r ON r.id = b.register_id ORDER BY r.number");
  json.key("boxes").begin_array();
  while (rows.step()) {
    json.begin_object()
        .member("registerId", rows.uuid(0))
        .member("registerNumber", rows.integer(1))
        .member("cashBox", rows.text(2));
    json.member("receipts", rows.integer(3)).key("outSince");
    if (rows.is_null(4))
      json.null();
    else
      json.time(rows.instant(4), utc_offset_min);
    json.key("startedAt").time(rows.instant(5), utc_offset_min);
    json.member("undecided", rows.integer(7)).member("postponed", rows.integer(8)).key("closedAt");
    if (rows.is_null(6))
      json.null();
    else
      json.time(rows.instant(6), utc_offset_min);
    json.end_object();
  }
  json.end_array();
}
}  // namespace

std::string show_fiscal(db::Connection& connection, int utc_offset_min) {
  const auto settings = daybook::fiscal_settings(connection);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("profile", settings ? settings->profile : "none");
  json.key("settings");
  if (settings)
    json.raw(to_document(*settings));
  else
    json.null();
  json.key("unit");
  if (const auto unit = daybook::active_unit(connection))
    json.begin_object()
        .member("kind", "software")
        .member("serial", unit->serial)
        .member("working", unit->out_reason.empty())
        .member("outReason", unit->out_reason)
        .end_object();
  else
    json.null();
  append_boxes(json, connection, utc_offset_min);
  json.end_object();
  return out;
}

void append_fiscal_receipt(JsonWriter& json, const daybook::FiscalReceipt& receipt, int utc_offset_min) {
  json.begin_object()
      .member("id", receipt.row)
      .member("registerNumber", receipt.register_number)
      .member("kind", receipt.kind);
  json.member("number", receipt.number).nullable("orderId", receipt.order).member("state", name_of(receipt.state));
  json.nullable("position", receipt.position).member("problem", receipt.problem).member("reason", receipt.reason);
  json.nullable("code", receipt.jws.empty() ? std::optional<std::string>{} : rksv::machine_code(receipt.jws));
  json.key("at").time(receipt.at, utc_offset_min).end_object();
}

namespace {
/// Of the unit that a receipt was for, whether it signed or was out.
std::string unit_of(std::string_view jws) {
  const std::string code = rksv::machine_code(jws);
  const auto receipt = rksv::parse_code(std::string_view{code}.substr(0, code.rfind('_')));
  return receipt ? receipt->certificate_serial : std::string{};
}

void begin_group(JsonWriter& json, db::Connection& connection, const std::string& unit) {
  const auto certificates = fiscal::certificates_in(daybook::pem_of_unit(connection, unit));
  json.begin_object().member("Signaturzertifikat",
                             certificates.empty() ? std::string{} : to_base64(certificates.front().der));
  json.key("Zertifizierungsstellen").begin_array();
  for (std::size_t i = 1; i < certificates.size(); ++i) json.value(to_base64(certificates[i].der));
  json.end_array().key("Belege-kompakt").begin_array();
}
}  // namespace

// A group for each stretch of receipts under one certificate (RKSV, annex, section 3): the chain goes on from group to
// group.
std::string dep7(db::Connection& connection, std::int64_t register_row) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("Belege-Gruppe").begin_array();
  std::optional<std::string> group;
  for (const std::string& jws : daybook::chain_of(connection, register_row)) {
    if (std::string unit = unit_of(jws); unit != group) {
      if (group) json.end_array().end_object();
      group = std::move(unit);
      begin_group(json, connection, *group);
    }
    json.value(jws);
  }
  if (group) json.end_array().end_object();
  json.end_array().end_object();
  return out;
}
}  // namespace holdfast::queries
