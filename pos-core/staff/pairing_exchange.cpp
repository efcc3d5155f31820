#include "staff/pairing_exchange.h"

#include <algorithm>

namespace holdfast::staff {
vault::Spake2Bond bond_of(const PairingBinding& binding) {
  return {"holdfast-terminal", "holdfast-store",
          "holdfast-pairing-1\n" + binding.certificate + "\n" + binding.authority + "\n" + binding.kind + "\n" +
              binding.name};
}
Sha256 answer_key(const vault::Spake2Keys& keys) {
  return vault::derive_key(bytes_of(keys.shared), "holdfast pairing answer 1");
}
Sha256 proof_key(const vault::Spake2Keys& keys) {
  return vault::derive_key(bytes_of(keys.shared), "holdfast terminal proof 1");
}
bool confirms(const vault::Spake2Keys& keys, std::string_view terminal_confirmation) {
  return vault::equal_in_constant_time(bytes_of(keys.confirm_a), terminal_confirmation);
}

void OpenExchanges::add(const Uuid& id, Open open, Instant now) {
  std::erase_if(open_, [now](const auto& each) { return each.second.until <= now; });
  if (open_.size() >= most)
    open_.erase(std::min_element(open_.begin(), open_.end(),
                                 [](const auto& a, const auto& b) { return a.second.until < b.second.until; }));
  open.until = now.plus_seconds(seconds);
  open_.insert_or_assign(id, std::move(open));
}
std::optional<OpenExchanges::Open> OpenExchanges::take(const Uuid& id, Instant now) {
  auto found = open_.extract(id);
  if (found.empty() || found.mapped().until <= now) return std::nullopt;
  return std::move(found.mapped());
}
}  // namespace holdfast::staff
