#include "base/json_text.h"

#include <utility>

#include "base/json_writer.h"

namespace holdfast {
namespace {
void append(std::string& out, const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      out += "null";
      return;
    case Json::Kind::boolean:
      out += value.truth() ? "true" : "false";
      return;
    case Json::Kind::number:
      out += value.text();
      return;
    case Json::Kind::string:
      return append_json_string(out, value.text());
    case Json::Kind::array: {
      out += '[';
      for (const Json& item : value.items()) {
        if (&item != value.items().data()) out += ',';
        append(out, item);
      }
      out += ']';
      return;
    }
    case Json::Kind::object: {
      out += '{';
      bool first = true;
      for (const auto& [name, item] : value.members()) {
        if (!std::exchange(first, false)) out += ',';
        append_json_string(out, name);
        out += ':';
        append(out, item);
      }
      out += '}';
      return;
    }
  }
}
}  // namespace

std::string json_text(const Json& value) {
  std::string out;
  append(out, value);
  return out;
}
}  // namespace holdfast
