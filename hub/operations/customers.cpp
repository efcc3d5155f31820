#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "operations/operations.h"

namespace holdfast::operations {
namespace {
using engine::Customer;
using engine::CustomerReview;
using engine::CustomerState;
constexpr int most_found = 20;

void append_customer(JsonWriter& json, const Customer& customer) {
  json.begin_object().member("personId", customer.id).member("name", customer.name);
  if (!customer.email.empty()) json.member("email", customer.email);
  if (!customer.phone.empty()) json.member("phone", customer.phone);
  json.member("note", customer.note).member("accountLimit", customer.account_limit);
  json.member("state", name_of(customer.state)).key("changedAt").time(customer.changed, 0).end_object();
}

/// `{q}` → `{customers: […]}`: at most twenty, by name; words of a name, or how an address or a number begins.
Result<std::string> search(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const std::string words = fields.text("q", 100);
  TRY(accept_fields(std::move(errors)));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("customers").begin_array();
  for (const Customer& customer : tx.customers.search(ask.site.tenant, words, most_found))
    append_customer(json, customer);
  json.end_array().end_object();
  return out;
}

/// `{personId}` → the customer; of one who was merged, the other one.
Result<std::string> get(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid id = fields.uuid("personId");
  TRY(accept_fields(std::move(errors)));
  auto customer = tx.customers.lock(ask.site.tenant, id);
  if (customer && customer->merged_into) customer = tx.customers.lock(ask.site.tenant, *customer->merged_into);
  if (!customer || customer->state == CustomerState::erased)
    return refuse(ErrorCode::not_found, "the hub knows no such customer");
  std::string out;
  JsonWriter json{out};
  append_customer(json, *customer);
  return out;
}

/// What a store says of a customer: the members it sets, and what it took them to be before.
struct Words {
  std::optional<std::string> name, email, phone, note;
  std::optional<std::int64_t> account_limit;
};
Words read_words(const Json* json, std::vector<FieldError>& errors, const char* at) {
  Words words;
  if (json == nullptr) return words;
  JsonFields fields{*json, errors, at};
  words.name = fields.maybe_text("name", 200);
  words.email = fields.maybe_text("email", 254);
  words.phone = fields.maybe_text("phone", 40);
  words.note = fields.maybe_text("note", 2000);
  words.account_limit = fields.maybe_integer("accountLimit", 0, 1'000'000'000'000);
  return words;
}
void append_words(JsonWriter& json, const Words& words) {
  json.begin_object().optional("name", words.name).optional("email", words.email).optional("phone", words.phone);
  json.optional("note", words.note).optional("accountLimit", words.account_limit).end_object();
}

/// Takes a member over unless somebody else has changed it since the store looked: that is `odd`.
template <class T>
void take(T& known, const std::optional<T>& wanted, const std::optional<T>& before, std::optional<T>& odd) {
  if (!wanted || known == *wanted || wanted == before) return;  // a store says all members, also those it left alone
  if (known == before.value_or(T{}))
    known = *wanted;
  else
    odd = wanted;
}
bool any(const Words& words) { return words.name || words.email || words.phone || words.note || words.account_limit; }

struct Telling {
  engine::HubTransaction& tx;
  const Ask& ask;
  Uuid person;
  bool provisional = false;
  Words set, before;

  std::optional<Customer> somebody_else(const std::string& email, const std::string& phone) {
    for (Customer& each : tx.customers.with_contact(ask.site.tenant, email, phone, 5))
      if (each.id != person) return std::move(each);
    return std::nullopt;
  }
  void review(std::string code, const std::optional<Uuid>& other, const Words& offered) {
    CustomerReview review;
    review.id = ask.id;
    review.person = person;
    review.other = other;
    review.site = ask.site.site;
    review.code = std::move(code);
    JsonWriter json{review.offered};
    append_words(json, offered);
    review.at = ask.now;
    tx.customers.put(ask.site.tenant, review);
  }
  std::string answer(std::string_view state) const {
    std::string out;
    JsonWriter{out}.begin_object().member("personId", person).member("state", state).end_object();
    return out;
  }

  Result<std::string> create() {
    if (!set.name || set.name->empty()) return refuse(ErrorCode::invalid_argument, "a new customer has a name");
    Customer fresh;
    fresh.id = person;
    fresh.name = *set.name;
    fresh.email = set.email.value_or("");
    fresh.phone = set.phone.value_or("");
    fresh.note = set.note.value_or("");
    fresh.account_limit = set.account_limit.value_or(0);
    fresh.site = ask.site.site;
    fresh.changed = ask.now;
    const auto other = somebody_else(fresh.email, fresh.phone);
    if (other && !provisional)
      return refuse(ErrorCode::duplicate, "a customer has this address or number already: " + other->name);
    if (other) {
      fresh.state = CustomerState::review;
      review("customer_duplicate", other->id, set);
    }
    tx.customers.put(ask.site.tenant, fresh);
    return answer(name_of(fresh.state));
  }
  Result<std::string> change(Customer known) {
    if (known.state == CustomerState::erased || known.state == CustomerState::merged)
      return refuse(ErrorCode::conflict, "this customer was " + std::string{name_of(known.state)});
    Words odd;
    take(known.name, set.name, before.name, odd.name);
    take(known.email, set.email, before.email, odd.email);
    take(known.phone, set.phone, before.phone, odd.phone);
    take(known.note, set.note, before.note, odd.note);
    take(known.account_limit, set.account_limit, before.account_limit, odd.account_limit);
    if (any(odd) && !provisional)
      return refuse(ErrorCode::conflict, "this customer was changed meanwhile: look them up again");
    if (any(odd)) review("customer_conflict", std::nullopt, odd);
    known.site = ask.site.site;
    known.changed = ask.now;
    tx.customers.put(ask.site.tenant, known);
    return answer(any(odd) ? "review" : name_of(known.state));
  }
};

/// `{personId, provisional?, set: {name?, email?, phone?, note?, accountLimit?}, before?: {…}}` → `{personId, state}`:
/// a new customer, or changes to a known one. `provisional`: the store did it while it was alone, so what does not go
/// with what the hub knows waits for a person (state `review`) instead of being refused.
Result<std::string> put(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  Telling telling{tx, ask, fields.uuid("personId"), fields.flag("provisional", false), {}, {}};
  telling.set = read_words(fields.maybe_object("set"), errors, "/set");
  telling.before = read_words(fields.maybe_object("before"), errors, "/before");
  TRY(accept_fields(std::move(errors)));
  auto known = tx.customers.lock(ask.site.tenant, telling.person);
  return known ? telling.change(*std::move(known)) : telling.create();
}
}  // namespace

void add_customer_operations(Registry& registry) {
  registry.add("customer.search", Effect::reads, &search);
  registry.add("customer.get", Effect::reads, &get);
  registry.add("customer.put", Effect::keeps, &put);
}
}  // namespace holdfast::operations
