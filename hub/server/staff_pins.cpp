#include "server/staff_pins.h"

#include <algorithm>

#include "server/import.h"
#include "staff/pin.h"

namespace holdfast::server {
namespace {
staff::Salt salt_of(const std::string& code, const std::string& pin, const Sha256& key) {
  const Sha256 digest = sha256(to_hex(key) + "\n" + code + "\n" + pin);
  staff::Salt salt{};
  std::copy_n(digest.begin(), salt.size(), salt.begin());
  return salt;
}
}  // namespace

Sha256 pin_key(const std::string& authority_key_pem) { return sha256("HF-PIN1\n" + authority_key_pem); }

Result<> seal_pins(std::vector<engine::MasterRow>& rows, const Sha256& key) {
  for (engine::MasterRow& row : rows) {
    if (row.dataset != "staff" || row.op != wire::Op::put) continue;
    const Result<Json> body = parse_json(row.body);
    if (!body || !body->is_object()) continue;  // publishing says so
    if (const Json* hash = body->find("pinHash");
        hash != nullptr && (!hash->is_string() || !staff::is_pin_hash(hash->text())))
      return refuse(ErrorCode::invalid_argument, "staff " + row.key + ": pinHash is no hash of a PIN that stores know");
    const Json* pin = body->find("pin");
    if (pin == nullptr) continue;
    if (!pin->is_string() || !staff::weakness(pin->text()).empty())
      return refuse(ErrorCode::invalid_argument, "staff " + row.key + ": the PIN " +
                                                     std::string{staff::weakness(pin->is_string() ? pin->text() : "")});
    staff::Pepper pepper;
    std::copy_n(key.begin(), pepper.bytes.size(), pepper.bytes.begin());
    std::vector<Json::Member> members;
    for (const Json::Member& member : body->members())
      if (member.first != "pin" && member.first != "pinHash") members.push_back(member);
    members.emplace_back("pinHash",
                         Json::string(std::string{staff::hub_mark} +
                                      staff::hash_pin(pin->text(), pepper, salt_of(row.key, pin->text(), key))));
    row.body = to_text(Json::object(std::move(members)));
  }
  return {};
}
}  // namespace holdfast::server
