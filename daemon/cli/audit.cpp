#include <iostream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
void add_query(std::string& target, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  constexpr std::string_view digits = "0123456789ABCDEF";
  target += (target.find('?') == std::string::npos ? '?' : '&');
  target.append(name).append("=");
  for (const char c : value) {
    if (plain.find(c) != std::string_view::npos) {
      target += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    target += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
}
std::string code_of(const Json& row, std::string_view name) {
  const Json* person = row.find(name);
  return person != nullptr && person->is_object() ? text_of(*person, "code") : std::string{};
}
}  // namespace

int show_audit(const Where& where, const AuditWish& wish, bool json) {
  const auto backend = connect(where);
  std::string target = "/v1/audit";
  add_query(target, "action", wish.action);
  add_query(target, "staff", wish.staff);
  add_query(target, "subject", wish.subject);
  add_query(target, "from", wish.from);
  add_query(target, "to", wish.to);
  add_query(target, "limit", std::to_string(std::min(wish.lines, 200)));
  std::string out;
  JsonWriter writer{out};
  writer.begin_array();
  Table table{{"at", "who", "approved by", "action", "subject"}};
  int count = 0;
  for (std::string cursor;;) {
    std::string page = target;
    add_query(page, "cursor", cursor);
    const Json answer = backend->need(page);
    const Json* items = answer.find("items");
    for (const Json& row : items != nullptr ? items->items() : std::vector<Json>{}) {
      if (count++ >= wish.lines) break;
      table.add({text_of(row, "at"), code_of(row, "staff"), code_of(row, "approver"), text_of(row, "action"),
                 text_of(row, "subject")});
      writer.begin_object()
          .member("at", text_of(row, "at"))
          .member("staff", code_of(row, "staff"))
          .member("approver", code_of(row, "approver"));
      writer.member("action", text_of(row, "action")).member("subject", text_of(row, "subject")).end_object();
    }
    cursor = text_of(answer, "next");
    if (cursor.empty() || count >= wish.lines) break;
  }
  writer.end_array();
  std::cout << (json ? out + "\n" : table.text());
  return 0;
}

int list_roles(const Where& where, bool json) {
  const auto backend = connect(where);
  if (json) {
    const Reply reply = backend->get("/v1/roles");
    if (!reply.ok()) throw Stop{problem_text(reply), "use the session of somebody who may see roles"};
    std::cout << reply.body << "\n";
    return 0;
  }
  for (const Json& role : backend->list("/v1/roles")) {
    std::cout << text_of(role, "code") << "  " << text_of(role, "name") << "\n ";
    const Json* permissions = role.find("permissions");
    for (const Json& permission : permissions != nullptr ? permissions->items() : std::vector<Json>{})
      std::cout << " " << permission.text();
    std::cout << "\n";
  }
  return 0;
}

int set_active(const Where& where, const std::string& code, bool active) {
  const auto backend = connect(where);
  for (const Json& row : backend->list("/v1/staff")) {
    if (text_of(row, "code") != code) continue;
    backend->need(http::Method::patch, "/v1/staff/" + text_of(row, "id"),
                  active ? R"({"active":true})" : R"({"active":false})");
    std::cout << code << (active ? " may sign on again.\n" : " may not sign on any more.\n");
    return 0;
  }
  throw Stop{"nobody has the staff code " + code, "`holdfast user list` shows the codes"};
}
}  // namespace holdfast::cli
