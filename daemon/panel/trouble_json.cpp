#include "panel/trouble_json.h"

namespace holdfast::panel {
namespace {
using emulator::LineTrouble;
constexpr std::int64_t longest_pause = 10'000, most_messages = 1'000'000;
constexpr std::pair<std::string_view, int LineTrouble::*> counts[] = {{"cut", &LineTrouble::cut},
                                                                      {"lost", &LineTrouble::lost},
                                                                      {"half", &LineTrouble::half},
                                                                      {"garbage", &LineTrouble::garbage},
                                                                      {"duplicate", &LineTrouble::duplicate}};
}  // namespace

void write_trouble(JsonWriter& json, const LineTrouble& trouble) {
  json.key("faults").begin_object().member("silent", trouble.silent).member("deaf", trouble.deaf);
  json.member("bytePauseMs", trouble.byte_pause_ms);
  for (const auto& [name, member] : counts) json.member(name, trouble.*member);
  json.end_object();
}

LineTrouble read_trouble(JsonFields& fields, std::vector<FieldError>& errors, const LineTrouble& before) {
  const Json* given = fields.maybe_object("faults");
  if (given == nullptr) return before;
  LineTrouble trouble;
  JsonFields faults{*given, errors, "/faults"};
  trouble.silent = faults.flag("silent", trouble.silent);
  trouble.deaf = faults.flag("deaf", trouble.deaf);
  trouble.byte_pause_ms =
      static_cast<int>(faults.maybe_integer("bytePauseMs", 0, longest_pause).value_or(trouble.byte_pause_ms));
  for (const auto& [name, member] : counts)
    trouble.*member = static_cast<int>(faults.maybe_integer(name, 0, most_messages).value_or(trouble.*member));
  faults.finish();
  return trouble;
}
}  // namespace holdfast::panel
