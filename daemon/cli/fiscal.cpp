#include "cli/fiscal.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
const std::string next_step = "`holdfast fiscal status` shows how it stands";

Reply done(Backend& backend, http::Method method, const std::string& target, const std::string& body = {}) {
  Reply reply = backend.call(method, target, body);
  if (!reply.ok()) throw Stop{problem_text(reply), next_step};
  return reply;
}

bool flag_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->truth();
}

/// The member when it is an object.
const Json* object_in(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr && member->is_object() ? member : nullptr;
}

std::string status_text(const Json& fiscal) {
  std::string out;
  const Json* settings = object_in(fiscal, "settings");
  if (settings == nullptr) {
    out += "No fiscal unit is asked about receipts.\n";
  } else {
    out += "profile " + text_of(fiscal, "profile") + ", cash boxes " + text_of(*settings, "cashBox") +
           "-N; when the unit fails: " +
           (text_of(*settings, "onFailure") == "ask" ? "a person is asked" : "postponed by itself") + "\n";
    if (const Json* rates = object_in(*settings, "rates"))
      for (const auto& [tax, rate] : rates->members()) out += "tax " + tax + " is of the rate " + rate.text() + "\n";
  }
  if (const Json* unit = object_in(fiscal, "unit"))
    out += "unit " + text_of(*unit, "serial") + " (" + text_of(*unit, "kind") + ") " +
           (flag_of(*unit, "working") ? "works" : "is out of order: " + text_of(*unit, "outReason")) + "\n";
  Table table{{">register", "cash box", ">receipts", ">undecided", ">postponed", "out since", "closed"}};
  const Json* boxes = fiscal.find("boxes");
  if (boxes == nullptr || boxes->items().empty()) return out;
  for (const Json& box : boxes->items())
    table.add({text_of(box, "registerNumber"), text_of(box, "cashBox"), text_of(box, "receipts"),
               text_of(box, "undecided"), text_of(box, "postponed"), text_of(box, "outSince"),
               text_of(box, "closedAt")});
  return out + table.text();
}

int tell(const Reply& reply, bool json) {
  std::cout << (json ? reply.body + "\n" : status_text(reply.json()));
  return 0;
}

std::string register_id(Backend& backend, int number) {
  for (const Json& each : backend.list("/v1/registers"))
    if (integer_of(each, "number") == number) return text_of(each, "id");
  throw Stop{"no register " + std::to_string(number), "`holdfast status` shows them"};
}

std::string key_in(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  std::string pem{std::istreambuf_iterator<char>{in}, {}};
  if (!in || pem.empty()) throw Stop{"cannot read " + file, "a P-256 key as PEM, without a password"};
  return pem;
}

std::string body_of(const FiscalChoice& choice, const Json& before) {
  const Json* kept = text_of(before, "profile") == choice.profile ? object_in(before, "settings") : nullptr;
  std::map<std::string, std::string> rates;
  const Json* known = kept != nullptr ? object_in(*kept, "rates") : nullptr;
  if (known != nullptr)
    for (const auto& [tax, rate] : known->members()) rates[tax] = rate.text();
  for (const std::string& rate : choice.rates) {
    const std::size_t sign = rate.find('=');
    if (sign == std::string::npos || sign == 0) throw Stop{"`" + rate + "` is no TAX=RATE", "such as VAT20=normal"};
    rates[rate.substr(0, sign)] = rate.substr(sign + 1);
  }
  const auto said_or_kept = [&](const std::string& said, std::string_view name) {
    return said.empty() && kept != nullptr ? text_of(*kept, name) : said;
  };
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("profile", choice.profile);
  for (const auto& [name, said] : {std::pair{"onFailure", choice.on_failure}, {"cashBox", choice.cash_box}})
    if (const std::string value = said_or_kept(said, name); !value.empty()) json.member(name, value);
  json.key("rates").begin_object();
  for (const auto& [tax, rate] : rates) json.member(tax, rate);
  json.end_object();
  if (!choice.key_file.empty())
    json.key("unit")
        .begin_object()
        .member("serial", choice.serial)
        .member("privateKey", key_in(choice.key_file))
        .end_object();
  json.end_object();
  return body;
}
}  // namespace

int fiscal_status(const Where& where, bool json) {
  return tell(done(*connect(where), http::Method::get, "/v1/fiscal"), json);
}

int choose_fiscal(const Where& where, const FiscalChoice& choice, bool json) {
  const auto backend = connect(where);
  const Json before = backend->need("/v1/fiscal");
  return tell(done(*backend, http::Method::put, "/v1/fiscal", body_of(choice, before)), json);
}

int put_fiscal_unit(const Where& where, const std::string& out_reason, bool json) {
  std::string body;
  JsonWriter writer{body};
  writer.begin_object().member("working", out_reason.empty());
  if (!out_reason.empty()) writer.member("reason", out_reason);
  writer.end_object();
  return tell(done(*connect(where), http::Method::put, "/v1/fiscal/unit", body), json);
}

int list_fiscal_receipts(const Where& where, const std::string& state, bool json) {
  const auto backend = connect(where);
  const std::string target = "/v1/fiscal/receipts?limit=200" + (state.empty() ? "" : "&state=" + state);
  if (json) {
    std::cout << done(*backend, http::Method::get, target).body << "\n";
    return 0;
  }
  Table table{{">id", "at", ">register", "kind", "number", "state", "problem", "reason"}};
  const Json answer = done(*backend, http::Method::get, target).json();
  for (const Json& each : answer.find("items")->items())
    table.add({text_of(each, "id"), text_of(each, "at"), text_of(each, "registerNumber"), text_of(each, "kind"),
               text_of(each, "number"), text_of(each, "state"), text_of(each, "problem"), text_of(each, "reason")});
  std::cout << table.text();
  return 0;
}

int decide_fiscal_receipt(const Where& where, const FiscalDecision& decision, bool json) {
  std::string body;
  JsonWriter writer{body};
  writer.begin_object().member("choice", decision.choice);
  if (!decision.reason.empty()) writer.member("reason", decision.reason);
  writer.end_object();
  const std::string target = "/v1/fiscal/receipts/" + std::to_string(decision.receipt) + "/decision";
  const Reply reply = done(*connect(where), http::Method::post, target, body);
  const Json receipt = reply.json();
  std::cout << (json ? reply.body
                     : "receipt " + text_of(receipt, "number") + " is " + text_of(receipt, "state") +
                           (text_of(receipt, "problem").empty() ? "" : ": " + text_of(receipt, "problem")))
            << "\n";
  return text_of(receipt, "state") == "undecided" ? 1 : 0;
}

int close_cash_box(const Where& where, int register_number, bool json) {
  const auto backend = connect(where);
  const std::string target = "/v1/fiscal/boxes/" + register_id(*backend, register_number) + "/closing";
  return tell(done(*backend, http::Method::post, target), json);
}

int check_fiscal(const Where& where, bool json) {
  const Reply reply = done(*connect(where), http::Method::get, "/v1/fiscal/check");
  const Json found = reply.json();
  const bool sound = flag_of(found, "sound");
  std::cout << (json ? reply.body
                     : text_of(found, "receipts") + " receipts " +
                           (sound ? "follow one from the other" : "looked at: " + text_of(found, "finding")))
            << "\n";
  return sound ? 0 : 1;
}

int export_signed_receipts(const Where& where, int register_number, const std::string& file, bool json) {
  const auto backend = connect(where);
  const std::string id = register_id(*backend, register_number);
  const Reply reply = done(*backend, http::Method::get, "/v1/registers/" + id + "/dep7");
  if (file.empty()) {
    std::cout << reply.body << "\n";
    return 0;
  }
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  out << reply.body << "\n";
  out.close();
  if (!out) throw Stop{"cannot write " + file, "choose a folder that can be written to"};
  const Json document = reply.json();
  std::size_t receipts = 0;
  for (const Json& group : document.find("Belege-Gruppe")->items())
    receipts += group.find("Belege-kompakt")->items().size();
  std::string told;
  JsonWriter{told}
      .begin_object()
      .member("file", file)
      .member("receipts", static_cast<std::int64_t>(receipts))
      .end_object();
  std::cout << (json ? told : file + ": " + std::to_string(receipts) + " receipts") << "\n";
  return 0;
}
}  // namespace holdfast::cli
