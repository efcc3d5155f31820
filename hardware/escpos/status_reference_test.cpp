#include <catch2/catch.hpp>

#include "escpos/octets.h"
#include "escpos/printer_profile.h"
#include "escpos/reply_stream.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::escpos;
namespace json = boost::json;

namespace {
std::string bytes_of(const json::object& input) { return reference::bytes_of_hex(reference::member(input, "hex")); }
unsigned n_of(const json::object& input) { return static_cast<unsigned>(input.at("n").as_int64()); }

std::string paper_text(const PrinterStatus& status) {
  if (!status.paper) return "unknown";
  return *status.paper == Paper::end ? "end" : *status.paper == Paper::near_end ? "near-end" : "ok";
}
std::optional<bool> named(const PrinterStatus& status, std::string_view name) {
  if (name == "online") return status.online;
  if (name == "offline") return status.online ? std::optional{!*status.online} : std::nullopt;
  if (name == "drawerPin3High") return status.drawer_pin_high;
  if (name == "coverOpen") return status.cover_open;
  if (name == "paperEndStop") return status.stopped_by_paper_end;
  if (name == "error") return status.error;
  if (name == "autoRecoverable") return status.self_recovering_error;
  if (name == "autocutter") return status.cutter_error;
  if (name == "recoverable") return status.recoverable_error;
  if (name == "unrecoverable") return status.unrecoverable_error;
  if (name == "paperFedByButton" || name == "paperFeedButton") return status.fed_by_button;
  if (name == "waitingForOnlineRecovery") return status.waiting_for_recovery;
  throw reference::NotOffered{"flag " + std::string{name}};
}

std::string check_status(const PrinterStatus& status, const json::object& expect) {
  for (const auto& [name, value] : expect) {
    if (name == "paper") {
      if (paper_text(status) != value.as_string()) return "paper " + paper_text(status);
    } else if (name == "set") {
      for (const json::value& flag : value.as_array())
        if (named(status, reference::text_of(flag)) != true) return reference::text_of(flag) + " is not set";
    } else if (named(status, name) != value.as_bool()) {
      return std::string{name} + " is otherwise";
    }
  }
  return {};
}

std::string polled(const json::object& input, const json::object& expect) {
  PrinterStatus status;
  apply_real_time_status(status, n_of(input), octet(bytes_of(input), 0));
  return check_status(status, expect);
}
std::string ordered(const json::object& input, const json::object& expect) {
  PrinterStatus status;
  apply_ordered_status(status, n_of(input), octet(bytes_of(input), 0));
  return check_status(status, expect);
}
std::string automatic(const json::object& input, const json::object& expect) {
  PrinterStatus status;
  apply_automatic_status(status, bytes_of(input));
  return check_status(status, expect);
}
std::string valid(const json::object& input, const json::object& expect) {
  const std::string bytes = bytes_of(input);
  const bool is_status = bytes.size() == 1 && is_real_time_status(octet(bytes, 0));
  return is_status == expect.at("valid").as_bool() ? std::string{} : "taken otherwise";
}

std::string classify(const json::object& input, const json::object& expect) {
  ReplyStream stream{ReplyStream::Family::either};
  const std::string bytes = bytes_of(input);
  stream.feed(bytes);
  const auto reply = stream.next();
  std::string found = "none";
  if (!reply)
    found = (octet(bytes, 0) & 0xf0) == 0xb0 && stream.skipped() == bytes.size() ? "sii" : "none";
  else if (std::holds_alternative<RealTimeStatus>(*reply))
    found = "rt-status";
  else if (std::holds_alternative<AutomaticStatus>(*reply))
    found = "asb";
  else if (std::holds_alternative<StarBlock>(*reply))
    found = "star";
  else
    found = "block-data";
  return reference::compare(found, reference::member(expect, "class"));
}

std::optional<int> number(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(name);
  return found && found->is_int64() ? std::optional{static_cast<int>(found->as_int64())} : std::nullopt;
}
std::optional<int> columns_of(const json::object& entry) {
  const json::object& columns = entry.at("columns").as_object();
  return columns.contains("A") ? number(columns, "A") : number(columns, "Font A");
}
}  // namespace

TEST_CASE("status bytes mean what the reference says", "[escpos][reference]") {
  CHECK(reference::run_vectors("escpos-status", {{"dle-eot", polled},
                                                 {"dle-eot-bit", polled},
                                                 {"gs-r", ordered},
                                                 {"asb", automatic},
                                                 {"rt-status-valid", valid},
                                                 {"classify", classify}}) == 0);
}

TEST_CASE("every model of the printer table has its profile, with its columns and dots", "[escpos][reference]") {
  const auto folder = reference::shared_folder();
  std::ifstream file{folder ? *folder / "vectors/table-printers.json" : std::filesystem::path{}};
  if (!folder || !file) {
    std::cout << "reference table-printers: no table here, skipped\n";
    return;
  }
  std::stringstream text;
  text << file.rdbuf();
  const json::value table = json::parse(text.str());
  reference::Score score{"table-printers"};
  for (const auto& [key, value] : table.as_object().at("profiles").as_object()) {
    const json::object item{{"id", key}};
    score.take(item, [&, &name = key, &entry = value.as_object()]() -> std::string {
      if (name == "default" || name == "simple" || name == "mcPrint") throw reference::NotOffered{"no one model"};
      const std::string model = reference::member(entry, "name");
      const bool wordy = model.ends_with(" Series");
      const PrinterProfile* profile = nullptr;
      for (const PrinterProfile& each : printer_profiles()) {
        const bool same = each.model == (wordy ? model.substr(0, model.size() - 7) : model);
        if (same || (each.model == "POS-5890" && model.starts_with("POS5890"))) profile = &each;
      }
      if (!profile) return "no profile";
      if (columns_of(entry) != profile->columns[0]) return "other columns";
      const auto dots = number(entry, "dots");
      if (dots && *dots != 833 && *dots != profile->dots) return "other dots";  // 833 is no whole number of bytes
      return {};
    });
  }
  CHECK(score.failed() == 0);
}
