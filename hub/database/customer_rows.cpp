#include "database/customer_rows.h"

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
std::vector<Customer> all_customers(sql::Statement& rows) {
  std::vector<Customer> found;
  while (rows.step()) {
    Customer each;
    each.id = rows.uuid(0);
    each.state = state_of(rows.text(1));
    each.name = rows.string(2);
    each.email = rows.string(3);
    each.phone = rows.string(4);
    each.note = rows.string(5);
    each.account_limit = rows.integer(6);
    if (!rows.is_null(7)) each.merged_into = rows.uuid(7);
    each.site = rows.string(8);
    each.changed = rows.instant(9);
    found.push_back(std::move(each));
  }
  return found;
}
std::vector<CustomerReview> all_reviews(sql::Statement& rows) {
  std::vector<CustomerReview> found;
  while (rows.step()) {
    CustomerReview each;
    each.id = rows.uuid(0);
    each.person = rows.uuid(1);
    if (!rows.is_null(2)) each.other = rows.uuid(2);
    each.site = rows.string(3);
    each.code = rows.string(4);
    each.offered = rows.string(5);
    each.state = rows.string(6);
    each.reviewed_by = rows.string(7);
    each.notes = rows.string(8);
    each.at = rows.instant(9);
    if (!rows.is_null(10)) each.decided = rows.instant(10);
    found.push_back(std::move(each));
  }
  return found;
}
template <class T>
std::optional<T> first(std::vector<T> found) {
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}
/// What people type is looked for as it is.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}
}  // namespace

std::optional<Customer> Customers::lock(const std::string& tenant, const Uuid& person) {
  return first(all_customers(db_.prepare_locking(HF_CUSTOMER "person_id = ?").all(tenant, person)));
}

void Customers::put(const std::string& tenant, const Customer& customer) {
  const std::string name = engine::words_key(customer.name), email = engine::words_key(customer.email),
                    phone = engine::phone_key(customer.phone);
  db_.prepare(
         "INSERT INTO customer(tenant_id, person_id, state, name, email, phone, note, account_limit, name_key, "
         "email_key, phone_key, merged_into, site_id, changed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON "
         "CONFLICT (tenant_id, person_id) DO UPDATE SET state = excluded.state, name = excluded.name, email = "
         "excluded.email, phone = excluded.phone, note = excluded.note, account_limit = excluded.account_limit, "
         "name_key = excluded.name_key, email_key = excluded.email_key, phone_key = excluded.phone_key, merged_into = "
         "excluded.merged_into, site_id = excluded.site_id, changed_us = excluded.changed_us")
      .exec(tenant, customer.id, name_of(customer.state), customer.name, customer.email, customer.phone, customer.note,
            customer.account_limit, name, email, phone, customer.merged_into, customer.site, customer.changed);
}

std::vector<Customer> Customers::with_contact(const std::string& tenant, const std::string& email,
                                              const std::string& phone, int most) {
  const std::string mail = engine::words_key(email), number = engine::phone_key(phone);
  if (mail.empty() && number.empty()) return {};
  sql::Statement& rows = db_.prepare(HF_CUSTOMER
                                     "state IN ('confirmed', 'review') AND ((email_key <> '' AND email_key = ?) OR "
                                     "(phone_key <> '' AND phone_key = ?)) ORDER BY changed_us, person_id LIMIT ?");
  return all_customers(rows.all(tenant, mail, number, most));
}

std::vector<Customer> Customers::search(const std::string& tenant, const std::string& words, int most) {
  const std::string key = escaped(engine::words_key(words)), number = engine::phone_key(words);
  const std::string name_like = "%" + key + "%", mail_like = key + "%", number_like = number + "%";
  sql::Statement& rows =
      db_.prepare(HF_CUSTOMER
                  "state IN ('confirmed', 'review') AND (name_key LIKE ? ESCAPE '\\' OR email_key LIKE ? ESCAPE '\\' "
                  "OR (phone_key <> '' AND ? <> '' AND phone_key LIKE ?)) ORDER BY name_key, person_id LIMIT ?");
  return all_customers(rows.all(tenant, name_like, mail_like, number, number_like, most));
}

void Customers::put(const std::string& tenant, const CustomerReview& review) {
  db_.prepare(
         "INSERT INTO customer_review(tenant_id, review_id, person_id, other_id, site_id, code, offered, state, "
         "reviewed_by, notes, at_us, decided_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, "
         "review_id) DO UPDATE SET state = excluded.state, offered = excluded.offered, reviewed_by = "
         "excluded.reviewed_by, notes = excluded.notes, decided_us = excluded.decided_us")
      .exec(tenant, review.id, review.person, review.other, review.site, review.code, review.offered, review.state,
            review.reviewed_by, review.notes, review.at, review.decided);
}
std::optional<CustomerReview> Customers::review(const std::string& tenant, const Uuid& id) {
  return first(all_reviews(db_.prepare_locking(HF_REVIEW "review_id = ?").all(tenant, id)));
}
std::vector<CustomerReview> Customers::reviews(const std::string& tenant, const std::string& state, int most) {
  return all_reviews(db_.prepare(HF_REVIEW "state = ? ORDER BY at_us, review_id LIMIT ?").all(tenant, state, most));
}
}  // namespace holdfast::database
