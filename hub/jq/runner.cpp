#include "jq/runner.h"

extern "C" {
#include <jq.h>
#include <jv.h>
}

namespace holdfast::jq {
namespace {
/// What every program may use. Money is minor units: `decimal` writes them as a number without ever dividing.
constexpr std::string_view prelude = R"(
def digits($n): if . == "" then "0" * ($n + 1) elif length <= $n then ("0" * ($n + 1 - length)) + . else . end;
def decimal_text($n): (if . < 0 then "-" else "" end) as $sign
  | (if . < 0 then -. else . end | tostring | digits($n)) as $text
  | if $n == 0 then $sign + $text else $sign + $text[:-$n] + "." + $text[-$n:] end;
def decimal($n): decimal_text($n) | tonumber;
def exponent: if . == "JPY" or . == "KRW" or . == "XOF" or . == "XAF" or . == "CLP" or . == "VND" or . == "ISK" then 0
  elif . == "BHD" or . == "KWD" or . == "OMR" or . == "TND" or . == "JOD" or . == "IQD" or . == "LYD" then 3 else 2 end;
def present: if type == "object" then with_entries(select(.value != null)) else . end;
)";

void keep_message(void* data, jv message) {
  auto* out = static_cast<std::string*>(data);
  if (jv_get_kind(message) == JV_KIND_STRING && out->size() < 500) out->append(jv_string_value(message)).append(" ");
  jv_free(message);
}
std::string text_of(jv value) {
  const jv text = jv_get_kind(value) == JV_KIND_STRING ? value : jv_dump_string(value, 0);
  std::string out{jv_string_value(text), static_cast<std::size_t>(jv_string_length_bytes(jv_copy(text)))};
  jv_free(text);
  return out;
}
}  // namespace

Runner::~Runner() {
  if (state_ != nullptr) jq_teardown(&state_);
}

bool Runner::compile(std::string_view program, std::string& out) {
  if (state_ != nullptr && program_ == program) return true;
  if (state_ != nullptr) jq_teardown(&state_);
  state_ = jq_init();
  if (state_ == nullptr) return out = "jq cannot be started", false;
  std::string trouble;
  jq_set_error_cb(state_, keep_message, &trouble);
  const std::string whole = std::string{prelude}.append(program);
  const bool compiled = jq_compile(state_, whole.c_str()) != 0;
  jq_set_error_cb(state_, nullptr, nullptr);
  if (!compiled) {
    jq_teardown(&state_);
    return out = "the program does not compile: " + trouble, false;
  }
  program_ = program;
  return true;
}

bool Runner::run(std::string_view program, std::string_view input, std::string& out) {
  out.clear();
  if (!compile(program, out)) return false;
  const jv value = jv_parse_sized(input.data(), static_cast<int>(input.size()));
  if (!jv_is_valid(value)) return jv_free(value), out = "the input is no JSON", false;
  jq_start(state_, value, 0);
  const jv result = jq_next(state_);
  bool good = jv_is_valid(result);
  if (good) {
    out = text_of(jv_dump_string(result, 0));
    if (out.size() > frame::most_out) out = "the program said too much", good = false;
  } else if (jv_invalid_has_msg(jv_copy(result))) {
    out = "the program failed: " + text_of(jv_invalid_get_msg(result)).substr(0, 500);
  } else {
    jv_free(result);
    out = jq_halted(state_) != 0 ? "the program halted" : "the program made nothing";
  }
  // What is left of this run is dropped with the next jq_start; its memory now, as it may be much.
  if (!good) {
    jq_teardown(&state_);
    program_.clear();
  }
  return good;
}
}  // namespace holdfast::jq
