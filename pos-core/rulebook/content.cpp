#include "rulebook/content.h"

#include <algorithm>
#include <vector>

#include "base/json_writer.h"

namespace holdfast::rulebook {
namespace {
void append_value(std::string& out, const Json& value);

void append_object(std::string& out, const Json& object) {
  std::vector<const Json::Member*> members;
  for (const Json::Member& member : object.members()) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  out += '{';
  for (const Json::Member* member : members) {
    if (out.back() != '{') out += ',';
    append_json_string(out, member->first);
    out += ':';
    append_value(out, member->second);
  }
  out += '}';
}

void append_value(std::string& out, const Json& value) {
  switch (value.kind()) {
    case Json::Kind::object:
      return append_object(out, value);
    case Json::Kind::array:
      out += '[';
      for (const Json& item : value.items()) {
        if (out.back() != '[') out += ',';
        append_value(out, item);
      }
      out += ']';
      return;
    case Json::Kind::string:
      return append_json_string(out, value.text());
    case Json::Kind::number:
      out += value.text();
      return;
    case Json::Kind::boolean:
      out += value.truth() ? "true" : "false";
      return;
    case Json::Kind::null:
      out += "null";
      return;
  }
}
}  // namespace

std::string content_of(const Json& document) {
  std::vector<Json::Member> members;
  for (const Json::Member& member : document.members())
    if (member.first != "version") members.push_back(member);
  std::string out;
  append_object(out, Json::object(std::move(members)));
  return out;
}
}  // namespace holdfast::rulebook
