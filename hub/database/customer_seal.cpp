#include "database/customer_seal.h"

#include <algorithm>

#include "base/digest.h"
#include "db/failure.h"

namespace holdfast::database {
namespace {
constexpr std::size_t fewest = 2, most = 10;
std::string place_of(std::string_view what, const Uuid& id) {
  return "hub.customer." + std::string{what} + "/" + to_string(id);
}
}  // namespace

CustomerSeal::CustomerSeal() : CustomerSeal{"no secret"} {}
CustomerSeal::CustomerSeal(std::string_view secret)
    : keys_{*vault::FieldKeys::parse(to_hex(sha256("HF-HUB-CUSTOMERS", secret)))} {}

std::string CustomerSeal::close(std::string_view text, std::string_view what, const Uuid& id) const {
  return text.empty() ? std::string{} : keys_.seal(text, place_of(what, id));
}
std::string CustomerSeal::open(const std::string& stored, std::string_view what, const Uuid& id) const {
  auto text = keys_.open(stored, place_of(what, id));
  if (!text) throw db::Failure{db::Cause::corrupt, 0, "a customer does not open: this hub has another authority's key"};
  return *std::move(text);
}
std::string CustomerSeal::digest(std::string_view key) const {
  return key.empty() ? std::string{} : to_hex(keys_.token("whole/" + std::string{key}));
}
std::string CustomerSeal::sought(std::string_view word) const {
  return word.size() < fewest ? std::string{} : to_hex(keys_.token("begin/" + std::string{word.substr(0, most)}));
}
std::vector<std::string> CustomerSeal::words(const engine::Customer& customer) const {
  std::vector<std::string> all = split_words(engine::words_key(customer.name));
  all.push_back(engine::words_key(customer.email));
  all.push_back(engine::phone_key(customer.phone));
  std::vector<std::string> found;
  for (const std::string& word : all)
    for (std::size_t size = fewest; size <= std::min(most, word.size()); ++size)
      found.push_back(sought(std::string_view{word}.substr(0, size)));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> split_words(std::string_view key) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    if (end > at) words.emplace_back(key.substr(at, end - at));
    at = end + 1;
  }
  return words;
}
bool matches(const engine::Customer& customer, std::string_view words) {
  const std::string key = engine::words_key(words), number = engine::phone_key(words);
  if (engine::words_key(customer.email).starts_with(key)) return true;
  if (!number.empty() && engine::phone_key(customer.phone).starts_with(number)) return true;
  const std::vector<std::string> own = split_words(engine::words_key(customer.name)), asked = split_words(key);
  return std::all_of(asked.begin(), asked.end(), [&](const std::string& word) {
    return std::any_of(own.begin(), own.end(), [&](const std::string& each) { return each.starts_with(word); });
  });
}
}  // namespace holdfast::database
