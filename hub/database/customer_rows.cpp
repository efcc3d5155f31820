#include "database/customer_rows.h"

#include <algorithm>

#include "db/failure.h"

namespace holdfast::database {
using engine::Customer;
using engine::CustomerReview;
using engine::CustomerState;

namespace {
#define HF_CUSTOMER                                                                                                   \
  "SELECT person_id, state, name, email, phone, note, account_limit, merged_into, site_id, changed_us FROM customer " \
  "WHERE tenant_id = ? AND "
#define HF_REVIEW                                                                                                     \
  "SELECT review_id, person_id, other_id, site_id, code, offered, state, reviewed_by, notes, at_us, decided_us FROM " \
  "customer_review WHERE tenant_id = ? AND "

CustomerState state_of(std::string_view name) {
  for (const CustomerState each :
       {CustomerState::confirmed, CustomerState::review, CustomerState::merged, CustomerState::erased})
    if (name_of(each) == name) return each;
  throw db::Failure{db::Cause::corrupt, 0, "a customer in no known state"};
}
template <class T>
std::optional<T> first(std::vector<T> found) {
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}
constexpr int most_candidates = 5'000;
}  // namespace

std::vector<Customer> Customers::all(sql::Statement& rows) const {
  std::vector<Customer> found;
  while (rows.step()) {
    Customer each;
    each.id = rows.uuid(0);
    each.state = state_of(rows.text(1));
    each.name = seal_.open(rows.string(2), "name", each.id);
    each.email = seal_.open(rows.string(3), "email", each.id);
    each.phone = seal_.open(rows.string(4), "phone", each.id);
    each.note = seal_.open(rows.string(5), "note", each.id);
    each.account_limit = rows.integer(6);
    if (!rows.is_null(7)) each.merged_into = rows.uuid(7);
    each.site = rows.string(8);
    each.changed = rows.instant(9);
    found.push_back(std::move(each));
  }
  return found;
}
std::vector<CustomerReview> Customers::all_reviews(sql::Statement& rows) const {
  std::vector<CustomerReview> found;
  while (rows.step()) {
    CustomerReview each;
    each.id = rows.uuid(0);
    each.person = rows.uuid(1);
    if (!rows.is_null(2)) each.other = rows.uuid(2);
    each.site = rows.string(3);
    each.code = rows.string(4);
    each.offered = seal_.open(rows.string(5), "offered", each.id);
    each.state = rows.string(6);
    each.reviewed_by = rows.string(7);
    each.notes = seal_.open(rows.string(8), "notes", each.id);
    each.at = rows.instant(9);
    if (!rows.is_null(10)) each.decided = rows.instant(10);
    found.push_back(std::move(each));
  }
  return found;
}
std::optional<Customer> Customers::lock(const std::string& tenant, const Uuid& person) {
  return first(all(db_.prepare_locking(HF_CUSTOMER "person_id = ?").all(tenant, person)));
}

void Customers::put(const std::string& tenant, const Customer& customer) {
  const Uuid& id = customer.id;
  const std::string name = seal_.close(customer.name, "name", id), email = seal_.close(customer.email, "email", id),
                    phone = seal_.close(customer.phone, "phone", id), note = seal_.close(customer.note, "note", id);
  const std::string email_key = seal_.digest(engine::words_key(customer.email)),
                    phone_key = seal_.digest(engine::phone_key(customer.phone));
  db_.prepare(
         "INSERT INTO customer(tenant_id, person_id, state, name, email, phone, note, account_limit, name_key, "
         "email_key, phone_key, merged_into, site_id, changed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?) "
         "ON "
         "CONFLICT (tenant_id, person_id) DO UPDATE SET state = excluded.state, name = excluded.name, email = "
         "excluded.email, phone = excluded.phone, note = excluded.note, account_limit = excluded.account_limit, "
         "name_key = excluded.name_key, email_key = excluded.email_key, phone_key = excluded.phone_key, merged_into = "
         "excluded.merged_into, site_id = excluded.site_id, changed_us = excluded.changed_us")
      .exec(tenant, id, name_of(customer.state), name, email, phone, note, customer.account_limit, email_key, phone_key,
            customer.merged_into, customer.site, customer.changed);
  db_.prepare("DELETE FROM customer_word WHERE tenant_id = ? AND person_id = ?").exec(tenant, id);
  for (const std::string& word : seal_.words(customer))
    db_.prepare("INSERT INTO customer_word(tenant_id, word, person_id) VALUES (?, ?, ?)").exec(tenant, word, id);
}

std::vector<Customer> Customers::with_contact(const std::string& tenant, const std::string& email,
                                              const std::string& phone, int most) {
  const std::string mail = seal_.digest(engine::words_key(email)), number = seal_.digest(engine::phone_key(phone));
  if (mail.empty() && number.empty()) return {};
  sql::Statement& rows = db_.prepare(HF_CUSTOMER
                                     "state IN ('confirmed', 'review') AND ((email_key <> '' AND email_key = ?) OR "
                                     "(phone_key <> '' AND phone_key = ?)) ORDER BY changed_us, person_id LIMIT ?");
  return all(rows.all(tenant, mail, number, most));
}

/// The database narrows it down by the longest word and by the number; what is left is read here.
std::vector<Customer> Customers::search(const std::string& tenant, const std::string& words, int most) {
  const std::string key = engine::words_key(words), number = seal_.sought(engine::phone_key(words));
  std::string longest;
  for (const std::string& word : split_words(key))
    if (word.size() > longest.size()) longest = word;
  const std::string word = seal_.sought(longest);
  sql::Statement& rows =
      word.empty()
          ? db_.prepare(HF_CUSTOMER "state IN ('confirmed', 'review') ORDER BY changed_us DESC, person_id LIMIT ?")
                .all(tenant, most_candidates)
          : db_.prepare(HF_CUSTOMER
                        "state IN ('confirmed', 'review') AND person_id IN (SELECT w.person_id FROM customer_word w "
                        "WHERE w.tenant_id = customer.tenant_id AND w.word IN (?, ?)) ORDER BY changed_us DESC, "
                        "person_id LIMIT ?")
                .all(tenant, word, number, most_candidates);
  std::vector<Customer> found = all(rows);
  std::erase_if(found, [&](const Customer& each) { return !matches(each, words); });
  std::sort(found.begin(), found.end(), [](const Customer& a, const Customer& b) {
    const std::string left = engine::words_key(a.name), right = engine::words_key(b.name);
    return left != right ? left < right : a.id < b.id;
  });
  if (found.size() > static_cast<std::size_t>(most)) found.resize(static_cast<std::size_t>(most));
  return found;
}

int Customers::seal_plain(int at_most) {
  std::vector<std::pair<std::string, Uuid>> plain;
  sql::Statement& rows = db_.prepare(
      "SELECT tenant_id, person_id FROM customer WHERE name_key <> '' OR (name <> '' AND name NOT LIKE 'hf1.%') LIMIT "
      "?");
  rows.all(at_most);
  while (rows.step()) plain.emplace_back(rows.string(0), rows.uuid(1));
  for (const auto& [tenant, id] : plain)
    if (const auto customer = lock(tenant, id)) put(tenant, *customer);
  std::vector<std::pair<std::string, Uuid>> reviews;
  sql::Statement& offered =
      db_.prepare("SELECT tenant_id, review_id FROM customer_review WHERE offered NOT LIKE 'hf1.%' LIMIT ?");
  offered.all(at_most);
  while (offered.step()) reviews.emplace_back(offered.string(0), offered.uuid(1));
  for (const auto& [tenant, id] : reviews)
    if (const auto each = review(tenant, id)) put(tenant, *each);
  return static_cast<int>(plain.size() + reviews.size());
}

void Customers::put(const std::string& tenant, const CustomerReview& review) {
  const std::string offered = seal_.close(review.offered, "offered", review.id),
                    notes = seal_.close(review.notes, "notes", review.id);
  db_.prepare(
         "INSERT INTO customer_review(tenant_id, review_id, person_id, other_id, site_id, code, offered, state, "
         "reviewed_by, notes, at_us, decided_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, "
         "review_id) DO UPDATE SET state = excluded.state, offered = excluded.offered, reviewed_by = "
         "excluded.reviewed_by, notes = excluded.notes, decided_us = excluded.decided_us")
      .exec(tenant, review.id, review.person, review.other, review.site, review.code, offered, review.state,
            review.reviewed_by, notes, review.at, review.decided);
}
std::optional<CustomerReview> Customers::review(const std::string& tenant, const Uuid& id) {
  return first(all_reviews(db_.prepare_locking(HF_REVIEW "review_id = ?").all(tenant, id)));
}
std::vector<CustomerReview> Customers::reviews(const std::string& tenant, const std::string& state, int most) {
  return all_reviews(db_.prepare(HF_REVIEW "state = ? ORDER BY at_us, review_id LIMIT ?").all(tenant, state, most));
}
}  // namespace holdfast::database
